import { createHash } from "node:crypto"
import { googleAccounts } from "../google/accounts"
import { type Keys, keysOf, pageOf } from "../s3/keys"
import { type Answer, type Asked, serveDouble } from "../server"

type Bucket = { keys: Keys; contentOf(key: string): Buffer | undefined; pays?: boolean }
export const reading = ["storage.objects.list", "storage.objects.get"]

/** Cloud Storage's JSON interface with Google's sign-in beside it; permissions are kept per account and bucket. */
export async function gcsDouble({
  port = 0,
  accounts = googleAccounts(),
}: {
  port?: number
  accounts?: ReturnType<typeof googleAccounts>
} = {}) {
  const buckets = new Map<string, Bucket>()
  const grants = new Map<string, Set<string>>()

  const server = await serveDouble((asked) => accounts.answer(asked) ?? route(asked), port)

  function route(asked: Asked): Answer {
    const who = accounts.identify(asked)
    if (!who) return refuse(401, "authError", "Invalid Credentials")
    const { method, path, query } = asked
    const [, name = "", rest = ""] = /^\/storage\/v1\/b\/([^/]+)(.*)$/s.exec(path) ?? []
    const bucket = buckets.get(name)
    if (method !== "GET") return refuse(405, "methodNotAllowed", "Method not allowed")
    if (!bucket) return refuse(404, "notFound", "The specified bucket does not exist.")
    if (bucket.pays && !query.get("userProject"))
      return refuse(400, "userProjectMissing", "Bucket is a requester pays bucket but no user project provided.")
    const may = (permission: string) => grants.get(`${who.email} ${name}`)?.has(permission) ?? false
    const denied = (permission: string) =>
      refuse(
        403,
        "forbidden",
        `${who.email} does not have ${permission} access to the Google Cloud Storage bucket. Permission '${permission}' denied on resource (or it may not exist).`,
      )
    if (rest === "/iam/testPermissions")
      return ok({ kind: "storage#testIamPermissionsResponse", permissions: query.getAll("permissions").filter(may) })
    if (rest === "/o") return may("storage.objects.list") ? listing(name, bucket, query) : denied("storage.objects.list")
    if (rest === "")
      return may("storage.buckets.get") ? ok({ kind: "storage#bucket", id: name, name, location: "EU" }) : denied("storage.buckets.get")
    if (!may("storage.objects.get")) return denied("storage.objects.get")
    const key = rest.slice("/o/".length)
    const content = bucket.contentOf(key)
    if (!content) return refuse(404, "notFound", `No such object: ${name}/${key}`)
    return query.get("alt") === "media" ? media(content, asked) : ok(described(name, key, content))
  }

  return {
    ...server,
    accounts,
    endpoints: { gcs: server.url, "google-token": server.url, "google-iam": server.url },
    bucket(name: string, files: Record<string, string | Buffer>, { pays = false } = {}) {
      const held = new Map(Object.entries(files).map(([key, content]) => [key, Buffer.from(content)]))
      buckets.set(name, { keys: keysOf(held.keys()), contentOf: (key) => held.get(key), pays })
    },
    grant(email: string, bucket: string, ...permissions: string[]) {
      grants.set(`${email} ${bucket}`, new Set(permissions))
    },
    /** A service account that may do exactly this on a bucket. */
    reader(bucket: string, permissions: string[] = reading) {
      const key = accounts.account(`reader-${crypto.randomUUID().slice(0, 8)}@patchbay-trial.iam.gserviceaccount.com`)
      grants.set(`${key.clientEmail} ${bucket}`, new Set(permissions))
      return key
    },
  }
}
export type GcsDouble = Awaited<ReturnType<typeof gcsDouble>>

function listing(name: string, { keys, contentOf }: Bucket, query: URLSearchParams): Answer {
  const most = Math.min(1_000, Number(query.get("maxResults") ?? 1_000))
  const after = Buffer.from(query.get("pageToken") ?? "", "base64url").toString("utf8")
  const { names, folders, next } = pageOf(keys, { prefix: query.get("prefix") ?? "", delimiter: query.get("delimiter") ?? "", after, most })
  return ok({
    kind: "storage#objects",
    // Absent when empty, as Google does.
    ...(names.length > 0 ? { items: names.map((key) => described(name, key, contentOf(key) ?? Buffer.alloc(0))) } : {}),
    ...(folders.length > 0 ? { prefixes: folders } : {}),
    ...(next === undefined ? {} : { nextPageToken: Buffer.from(next).toString("base64url") }),
  })
}

const described = (bucket: string, name: string, content: Buffer) => ({
  kind: "storage#object",
  name,
  bucket,
  generation: String(Number.parseInt(createHash("sha256").update(content).digest("hex").slice(0, 12), 16)),
  size: String(content.length),
  contentType: "application/octet-stream",
})

function media(content: Buffer, { headers }: Asked): Answer {
  const range = /^bytes=(\d+)-(\d+)$/.exec(String(headers.range ?? ""))
  if (!range) return { status: 200, body: content, headers: { "content-length": String(content.length) } }
  const [from, to] = [Number(range[1]), Math.min(Number(range[2]), content.length - 1)]
  if (from >= content.length) return refuse(416, "requestedRangeNotSatisfiable", "Request range not satisfiable")
  return {
    status: 206,
    body: content.subarray(from, to + 1),
    headers: { "content-length": String(to + 1 - from), "content-range": `bytes ${from}-${to}/${content.length}` },
  }
}

const ok = (body: unknown): Answer => ({ status: 200, body })
/** Without a `status`, unlike Google's other interfaces. */
const refuse = (code: number, reason: string, message: string): Answer => ({
  status: code,
  body: { error: { code, message, errors: [{ message, domain: "global", reason }] } },
})
