import "server-only"
import { type Check, type CheckResult, SourceError } from "../connector"
import { introspect, lookAround } from "../files/look"
import type { FilesSession } from "../files/session"
import { googleMember } from "../google/fields"
import { nothingToSee, once, plural, steps } from "../steps"
import { bindReader, lookAtBucket } from "./grants"
import type { GcsSource, Line } from "./link"

const tooWide = {
  "storage.objects.create": "may write files",
  "storage.objects.delete": "may delete files",
  "storage.objects.update": "may change the facts of files",
  "storage.buckets.update": "may change the bucket",
  "storage.buckets.delete": "may delete the bucket",
  "storage.buckets.setIamPolicy": "may change who reads the bucket",
} as const

/** From the outside in; what the account may do is asked of Google itself, and then proven by one listing and one byte. */
export function checks(line: Line, files: FilesSession, { settings, keys }: GcsSource): Check[] {
  const { bucket } = settings
  const member = keys.method === "hmac" ? "serviceAccount:{service-account}" : googleMember(keys)
  const list = { permission: "storage.objects.list", object: `bucket ${bucket}`, neededFor: "finding the files", required: true }
  const get = { permission: "storage.objects.get", object: `files of ${bucket}`, neededFor: "reading samples and counting", required: true }
  const remedy = bindReader(bucket, member)
  const held = once(async () => line.held?.([list.permission, get.permission, ...Object.keys(tooWide)]))
  const around = once(() => lookAround(line.store, settings))

  async function rights(): Promise<CheckResult> {
    const said = await held()
    const { denied, first } = await around()
    const mayList = denied.length === 0
    const mayGet = first ? await readable(line, first.key) : said?.has(get.permission)
    const grants = [
      { ...list, held: mayList, ...(mayList ? {} : { remedy }) },
      { ...get, held: mayGet ?? ("unknown" as const), ...(mayGet ? {} : { remedy }) },
    ]
    const lacking = grants.filter((grant) => grant.held === false).map(({ permission }) => permission)
    if (lacking.length > 0)
      return {
        outcome: "failed",
        reason: "permission",
        message: `${lacking.join(" and ")} ${lacking.length === 1 ? "is" : "are"} missing.`,
        grants,
      }
    if (!first) return { outcome: "failed", reason: "missing", message: nothingToSee(`The bucket ${bucket}`), grants }
    return { outcome: "passed", message: "Files can be listed and read.", grants }
  }

  return steps([
    {
      key: "connect",
      title: "Reach Google",
      gate: true,
      async run() {
        await line.reach()
        return { outcome: "passed", message: "Google answers." }
      },
    },
    {
      key: "authenticate",
      title: "Sign in",
      gate: true,
      async run() {
        await line.signIn()
        return { outcome: "passed", message: keys.method === "hmac" ? "The HMAC key was accepted." : "Google accepted the sign-in." }
      },
    },
    {
      key: "database",
      title: "Open the bucket",
      gate: true,
      async run() {
        await held()
        await around()
        return { outcome: "passed", message: "The bucket answers." }
      },
    },
    { key: "tables", title: "List and read the files", gate: true, run: rights },
    { key: "introspect", title: "Read the schema", run: () => introspect(files, bucket) },
    {
      key: "excess",
      title: "Look for rights that are not needed",
      async run() {
        const said = await held()
        if (!said)
          return {
            outcome: "warning",
            message: "Not known: the interface of HMAC keys tells nobody what a key may write, and Patchbay does not try.",
          }
        const excess = Object.entries(tooWide)
          .filter(([right]) => said.has(right))
          .map(([right, words]) => ({ right: `${right}: ${words}`, object: `bucket ${bucket}`, remedy: lookAtBucket(bucket) }))
        if (excess.length === 0) return { outcome: "passed", message: "The account may read, and nothing else." }
        return {
          outcome: "warning",
          message: `The account holds ${plural(excess.length, "right")} that Patchbay never uses. Give it roles/storage.objectViewer alone.`,
          excess,
        }
      },
    },
  ])
}

async function readable({ store }: Line, key: string): Promise<boolean> {
  try {
    for await (const _ of await store.read(key, { range: { from: 0, to: 0 } }));
    return true
  } catch (error) {
    if (error instanceof SourceError && error.reason === "permission") return false
    throw error
  }
}
