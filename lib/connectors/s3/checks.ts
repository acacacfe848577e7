import "server-only"
import { type Check, type CheckResult, SourceError } from "../connector"
import { introspect, lookAround } from "../files/look"
import type { FilesSession } from "../files/session"
import type { Entry } from "../files/store"
import { nothingToSee, once, steps } from "../steps"
import type { Link, S3Source } from "./link"
import { getPolicy, keyPolicy, listPolicy } from "./policies"

type Grants = NonNullable<CheckResult["grants"]>

/** From the outside in. A list that is denied proves that the key was accepted, and says nothing yet of reading. */
export function checks(line: Link, files: FilesSession, { settings, keys }: S3Source): Check[] {
  const where = { bucket: settings.bucket, prefixes: settings.prefixes }
  const listed = once(() => lookAround(line.store, settings))

  return steps([
    {
      key: "connect",
      title: "Reach the service",
      gate: true,
      async run() {
        await line.reach()
        return { outcome: "passed", message: `${line.address.host} answers on port ${line.address.port}.` }
      },
    },
    {
      key: "authenticate",
      title: keys.method === "role" ? "Take on the role" : "Sign in",
      gate: true,
      async run() {
        if (keys.method === "role") return takeOn(line, keys.roleArn)
        await listed().catch(unlessAboutBucket)
        return { outcome: "passed", message: "The access key was accepted." }
      },
    },
    {
      key: "database",
      title: "Open the bucket",
      gate: true,
      async run() {
        await listed()
        return { outcome: "passed", message: `The bucket answers in ${settings.region}.` }
      },
    },
    {
      key: "tables",
      title: "List and read the files",
      gate: true,
      async run() {
        const { denied, first } = await listed()
        const list = { permission: "s3:ListBucket", object: `bucket ${settings.bucket}`, neededFor: "finding the files", required: true }
        if (denied.length > 0)
          return {
            outcome: "failed",
            reason: "permission",
            message: `The files ${denied.some(Boolean) ? `under ${denied.join(", ")} ` : ""}may not be listed: s3:ListBucket is missing.`,
            grants: [
              { ...list, held: false, remedy: listPolicy(where) },
              { ...reading(where.bucket), held: "unknown", remedy: getPolicy(where) },
            ],
          }
        if (!first)
          return {
            outcome: "failed",
            reason: "missing",
            message: nothingToSee(`The bucket ${settings.bucket}`),
            grants: [{ ...list, held: true }],
          }
        return mayRead(line, first, where, [{ ...list, held: true }])
      },
    },
    { key: "introspect", title: "Read the schema", run: () => introspect(files, settings.bucket) },
    {
      key: "excess",
      title: "Look for rights that are not needed",
      run: async () => ({
        outcome: "warning",
        message:
          "Not known: S3 tells nobody what a key may write, short of trying, and Patchbay does not try. The policy of the guide allows listing and reading only.",
      }),
    },
  ])
}

const reading = (bucket: string) => ({
  permission: "s3:GetObject",
  object: `files of ${bucket}`,
  neededFor: "reading samples and counting",
  required: true,
})

/** What is wrong with the bucket is the next check's to say; the key was good. */
function unlessAboutBucket(error: unknown): void {
  if (!(error instanceof SourceError) || !["missing", "permission", "unsupported"].includes(error.reason)) throw error
}

async function takeOn(line: Link, role: string): Promise<CheckResult> {
  const { keys, trust } = await line.assumed()
  const grant = { permission: "sts:AssumeRole", object: `role ${role}`, neededFor: "signing in", required: true }
  try {
    await keys()
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== "assume") throw error
    return {
      outcome: "failed",
      reason: error.reason,
      message: error.message,
      grants: [{ ...grant, held: "unknown", remedy: await trust() }],
    }
  }
  return { outcome: "passed", message: "The role can be taken on, with the external id.", grants: [{ ...grant, held: true }] }
}

async function mayRead(line: Link, first: Entry, where: { bucket: string; prefixes: string[] }, grants: Grants): Promise<CheckResult> {
  try {
    for await (const _ of await line.store.read(first.key, { range: { from: 0, to: 0 } }));
    return { outcome: "passed", message: "Files can be listed and read.", grants: [...grants, { ...reading(where.bucket), held: true }] }
  } catch (error) {
    if (!(error instanceof SourceError) || error.reason !== "permission") throw error
    const key = await line.encryptedWith(first.key)
    if (key) {
      const decrypt = {
        permission: "kms:Decrypt",
        object: `key ${key}`,
        neededFor: "reading files that this key encrypts",
        required: true,
        held: false,
        remedy: keyPolicy(key),
      }
      return {
        outcome: "failed",
        reason: "permission",
        message: "The files are encrypted with a key that the credential may not use: kms:Decrypt is missing.",
        grants: [...grants, decrypt],
      }
    }
    const missing = { ...reading(where.bucket), held: false, remedy: getPolicy(where) }
    return {
      outcome: "failed",
      reason: "permission",
      message: "Files can be listed and not read: s3:GetObject is missing.",
      grants: [...grants, missing],
    }
  }
}
