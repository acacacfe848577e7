import "server-only"
import { Readable } from "node:stream"
import { type Source, SourceError } from "../connector"
import { endpointOf } from "../endpoints"
import type { Store } from "../files/store"
import { googleApi } from "../google/api"
import { problemOf } from "../google/problem"
import type { GoogleKeys } from "../google/token"
import { link as s3Link } from "../s3/link"
import { explain } from "./errors"
import type { gcs } from "./manifest"

export type GcsSource = Source<(typeof gcs)["settings"], (typeof gcs)["methods"]>
export type Line = {
  store: Store
  reach(): Promise<unknown>
  signIn(): Promise<unknown>
  /** Which of these the account holds on the bucket; absent where the interface cannot be asked. */
  held?(permissions: readonly string[]): Promise<Set<string>>
  close(): Promise<unknown> | undefined
}

const scopes = ["https://www.googleapis.com/auth/devstorage.read_only"]
type Item = { name?: string; size?: string; generation?: string }

export const link = (source: GcsSource): Line => (source.keys.method === "hmac" ? byHmac(source, source.keys) : byApi(source, source.keys))

/** Cloud Storage's own interface, signed in as Google does. */
function byApi({ settings, signal, dial }: GcsSource, keys: GoogleKeys): Line {
  const api = googleApi({ dial, signal, keys, scopes, explain })
  const base = () => `${endpointOf("gcs")}/storage/v1/b/${encodeURIComponent(settings.bucket)}`
  const paid = { ...(settings.userProject ? { userProject: settings.userProject } : {}) }
  const url = (path: string, query: Record<string, string> = {}) => `${base()}${path}?${new URLSearchParams({ ...query, ...paid })}`
  const objectPath = (key: string) => `/o/${encodeURIComponent(key)}`

  async function stream(key: string, headers: Record<string, string>, own?: AbortSignal, renewed = false) {
    // What is kept packed is handed over packed: only so do sizes and ranges mean what the listing says.
    const sent = { ...headers, "accept-encoding": "gzip", authorization: `Bearer ${await api.token.get()}` }
    const answer = await api.http.stream({ url: url(objectPath(key), { alt: "media" }), headers: sent, ...(own ? { signal: own } : {}) })
    if (answer.status < 400) return answer
    const parts: Buffer[] = []
    for await (const part of answer.body) parts.push(part as Buffer)
    const problem = problemOf({ ...answer, body: Buffer.concat(parts) })
    if (problem.status !== 401 || renewed) throw explain(problem)
    api.token.forget()
    return stream(key, headers, own, true)
  }

  return {
    store: {
      async list(prefix, { folded, next, most = 1_000, signal: own }) {
        const asked = {
          prefix,
          maxResults: String(most),
          fields: "items(name,size,generation),prefixes,nextPageToken",
          ...(folded ? { delimiter: "/" } : {}),
          ...(next ? { pageToken: next } : {}),
        }
        const page = await api.json<{ items?: Item[]; prefixes?: string[]; nextPageToken?: string }>({
          url: url("/o", asked),
          ...(own ? { signal: own } : {}),
        })
        return {
          entries: (page.items ?? []).flatMap((item) => (item.name ? [entryOf(item.name, item)] : [])),
          folders: page.prefixes ?? [],
          ...(page.nextPageToken ? { next: page.nextPageToken } : {}),
        }
      },
      async read(key, { range, signal: own }) {
        const { body, headers } = await stream(key, range ? { range: `bytes=${range.from}-${range.to}` } : {}, own)
        return Readable.from(whole(body, Number(headers["content-length"] ?? Number.NaN)))
      },
      async head(key) {
        try {
          return entryOf(key, await api.json<Item>({ url: url(objectPath(key), { fields: "name,size,generation" }) }))
        } catch (error) {
          if (error instanceof SourceError && error.code === "no-object") return undefined
          throw error
        }
      },
    },
    async reach() {
      await api.http.ask({ url: `${endpointOf("google-token")}/token`, knocks: true })
      await api.http.ask({ url: base(), knocks: true })
    },
    signIn: () => api.token.get(),
    async held(permissions) {
      const query = new URLSearchParams([...permissions.map((one) => ["permissions", one]), ...Object.entries(paid)])
      const answer = await api.json<{ permissions?: unknown }>({ url: `${base()}/iam/testPermissions?${query}` })
      return new Set(Array.isArray(answer.permissions) ? answer.permissions.map(String) : [])
    },
    close: () => void api.close(),
  }
}

const entryOf = (key: string, { size = "0", generation = "" }: Item) => ({ key, size: Number(size), tag: generation })

async function* whole(body: Readable, length: number) {
  let got = 0
  const broken = () => new SourceError("unreachable", "The source broke off in the middle of its answer. Try again.", "cut-short")
  try {
    for await (const part of body) {
      got += (part as Buffer).length
      yield part as Buffer
    }
  } catch {
    throw broken()
  }
  if (got < length) throw broken()
}

/** The interface that speaks like S3, with a key that Google calls HMAC. */
function byHmac(source: GcsSource, { accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }): Line {
  const nothing = { host: undefined, port: undefined, ca: undefined, externalId: undefined }
  const settings = { ...source.settings, ...nothing, region: "auto", tls: "verify-full" as const }
  const line = s3Link(
    { ...source, settings, keys: { method: "key", accessKeyId, secretAccessKey, sessionToken: undefined } },
    endpointOf("gcs"),
  )
  return {
    store: line.store,
    reach: line.reach,
    signIn: () =>
      line.store.list("", { folded: true, most: 1 }).catch((error) => {
        if (!(error instanceof SourceError) || !["missing", "permission", "unsupported"].includes(error.reason)) throw error
      }),
    close: line.close,
  }
}
