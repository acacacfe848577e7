import { createHash, randomBytes } from "node:crypto"
import { type Answer, type Asked, serveDouble } from "../server"
import { type Keys, keysOf, pageOf } from "./keys"
import { claimOf, isSignedWith } from "./signature"

type Action = "s3:ListBucket" | "s3:GetObject" | "s3:PutObject" | "kms:Decrypt"
type Identity = { secret: string; arn: string; actions: Set<Action>; token?: string; until?: number }
type Role = { trusts: string; externalId?: string; actions: Action[] }
type Bucket = {
  region: string
  keys: Keys
  contentOf(key: string): Buffer | undefined
  put?(key: string, content: Buffer): void
  kmsKey?: string
}
type Files = Record<string, string | Buffer>

export const readOnly: Action[] = ["s3:ListBucket", "s3:GetObject"]

/** S3 and its token service: signatures are verified, permissions kept per identity, roles taken on with their external ids. */
export async function s3Double({ port = 0 }: { port?: number } = {}) {
  const identities = new Map<string, Identity>()
  const buckets = new Map<string, Bucket>()
  const roles = new Map<string, Role>()
  let ahead = 0

  const server = await serveDouble((asked) => {
    const claim = claimOf(asked)
    if (!claim) return refuse(403, "AccessDenied")
    const identity = identities.get(claim.accessKeyId)
    const sts = claim.service === "sts"
    if (!identity) return refuse(403, sts ? "InvalidClientTokenId" : "InvalidAccessKeyId")
    if (!isSignedWith(identity.secret, claim, asked)) return refuse(403, "SignatureDoesNotMatch")
    if (identity.token !== (asked.headers["x-amz-security-token"] ?? undefined)) return refuse(400, "InvalidToken")
    if (identity.until !== undefined && identity.until < Date.now() + ahead) return refuse(400, "ExpiredToken")
    return sts ? token(asked, identity) : object(asked, identity, claim.region)
  }, port)

  function token({ body }: Asked, identity: Identity): Answer {
    const form = new URLSearchParams(body.toString("utf8"))
    if (form.get("Action") === "GetCallerIdentity")
      return xml(
        200,
        `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${identity.arn}</Arn><UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      )
    const role = roles.get(form.get("RoleArn") ?? "")
    if (!role || role.trusts !== identity.arn || (role.externalId ?? null) !== form.get("ExternalId"))
      return xml(
        403,
        `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: ${identity.arn} is not authorized to perform: sts:AssumeRole on resource: ${form.get("RoleArn")}</Message></Error></ErrorResponse>`,
      )
    const until = Date.now() + ahead + Number(form.get("DurationSeconds")) * 1_000
    const made = {
      secret: randomBytes(20).toString("hex"),
      arn: `${form.get("RoleArn")}/patchbay`,
      actions: new Set(role.actions),
      token: randomBytes(60).toString("base64"),
      until,
    }
    const id = `ASIA${randomBytes(8).toString("hex").toUpperCase()}`
    identities.set(id, made)
    return xml(
      200,
      `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${made.secret}</SecretAccessKey><SessionToken>${made.token}</SessionToken><Expiration>${new Date(until).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    )
  }

  function object({ method, path, query, headers, body }: Asked, { actions }: Identity, region: string): Answer {
    const [, name = "", key = ""] = /^\/([^/]+)\/?(.*)$/s.exec(path) ?? []
    const bucket = buckets.get(name)
    if (!bucket) return refuse(404, "NoSuchBucket")
    if (bucket.region !== region) return refuse(301, "PermanentRedirect", { "x-amz-bucket-region": bucket.region })
    if (key === "") return actions.has("s3:ListBucket") ? listing(name, bucket, query) : refuse(403, "AccessDenied")
    if (method === "PUT") {
      if (!actions.has("s3:PutObject") || !bucket.put) return refuse(403, "AccessDenied")
      bucket.put(key, body)
      return { status: 200, headers: { etag: tagOf(body) } }
    }
    if (!actions.has("s3:GetObject")) return refuse(403, "AccessDenied")
    const content = bucket.contentOf(key)
    if (!content) return refuse(404, "NoSuchKey")
    const shared = {
      etag: tagOf(content),
      ...(bucket.kmsKey ? { "x-amz-server-side-encryption": "aws:kms", "x-amz-server-side-encryption-aws-kms-key-id": bucket.kmsKey } : {}),
    }
    if (method === "HEAD") return { status: 200, headers: { ...shared, "content-length": String(content.length) } }
    if (method !== "GET") return refuse(405, "MethodNotAllowed")
    if (bucket.kmsKey && !actions.has("kms:Decrypt")) return refuse(403, "AccessDenied")
    const range = /^bytes=(\d+)-(\d+)$/.exec(String(headers.range ?? ""))
    if (!range) return { status: 200, body: content, headers: shared }
    if (Number(range[1]) >= content.length) return refuse(416, "InvalidRange")
    return { status: 206, body: content.subarray(Number(range[1]), Number(range[2]) + 1), headers: shared }
  }

  const listing = (name: string, { keys, contentOf }: Bucket, query: URLSearchParams): Answer => {
    const given = {
      prefix: query.get("prefix") ?? "",
      delimiter: query.get("delimiter") ?? "",
      most: Math.min(1_000, Number(query.get("max-keys") ?? 1_000)),
    }
    const after = Buffer.from(query.get("continuation-token") ?? "", "base64url").toString("utf8")
    const { names, folders, next } = pageOf(keys, { ...given, after })
    const contents = names.map((key) => {
      const content = contentOf(key) ?? Buffer.alloc(0)
      return `<Contents><Key>${escaped(key)}</Key><Size>${content.length}</Size><ETag>${escaped(tagOf(content))}</ETag></Contents>`
    })
    const common = folders.map((folder) => `<CommonPrefixes><Prefix>${escaped(folder)}</Prefix></CommonPrefixes>`)
    const more = next === undefined ? "" : `<NextContinuationToken>${Buffer.from(next).toString("base64url")}</NextContinuationToken>`
    return xml(
      200,
      `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${name}</Name><IsTruncated>${next !== undefined}</IsTruncated>${contents.join("")}${common.join("")}${more}</ListBucketResult>`,
    )
  }

  return {
    ...server,
    /** A user of its own, as its access key. */
    user(
      actions: Action[] = readOnly,
      { secretAccessKey = randomBytes(20).toString("hex"), token }: { secretAccessKey?: string; token?: string } = {},
    ) {
      const accessKeyId = `AKIA${randomBytes(8).toString("hex").toUpperCase()}`
      const arn = `arn:aws:iam::111122223333:user/${accessKeyId.toLowerCase()}`
      identities.set(accessKeyId, { secret: secretAccessKey, arn, actions: new Set(actions), ...(token ? { token } : {}) })
      return { accessKeyId, secretAccessKey, arn }
    },
    role(arn: string, role: Role) {
      roles.set(arn, role)
    },
    bucket(name: string, files: Files, { region = "us-east-1", kmsKey }: { region?: string; kmsKey?: string } = {}) {
      const held = new Map(Object.entries(files).map(([key, content]): [string, Buffer] => [key, Buffer.from(content)]))
      const put = (key: string, content: Buffer) => {
        held.set(key, content)
        buckets.set(name, { ...made, keys: keysOf(held.keys()) })
      }
      const made = { region, keys: keysOf(held.keys()), contentOf: (key: string) => held.get(key), put, ...(kmsKey ? { kmsKey } : {}) }
      buckets.set(name, made)
    },
    /** More names than one would hold, all with one content. */
    vast(name: string, keys: Keys, content: string) {
      const body = Buffer.from(content)
      buckets.set(name, { region: "us-east-1", keys, contentOf: () => body })
    },
    /** Sets Amazon's clock so much ahead of ours: keys that were lent run out. */
    shiftClock(ms: number) {
      ahead = ms
    },
  }
}
export type S3Double = Awaited<ReturnType<typeof s3Double>>

const tags = new WeakMap<Buffer, string>()
function tagOf(content: Buffer): string {
  const tag = tags.get(content) ?? `"${createHash("md5").update(content).digest("hex")}"`
  tags.set(content, tag)
  return tag
}
const escaped = (text: string) => text.replace(/[<>&"'\r\n]/g, (char) => `&#${char.charCodeAt(0)};`)
const xml = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  headers: { "content-type": "application/xml", "x-amz-request-id": "DOUBLE", ...headers },
})
const refuse = (status: number, code: string, headers?: Record<string, string>): Answer =>
  xml(status, `<Error><Code>${code}</Code><Message>The double refuses: ${code}</Message></Error>`, headers)
