import "server-only"
import { Readable } from "node:stream"
import type { GetObjectCommandOutput, S3Client, S3ClientConfig } from "@aws-sdk/client-s3"
import { type Batch, type Source, SourceError } from "../connector"
import { endpointOf } from "../endpoints"
import type { Entry, Store } from "../files/store"
import { httpClient } from "../http"
import { knock, meterOf } from "../meter"
import { once } from "../steps"
import { beneathRepeats, isRefusal } from "./counted"
import { explain } from "./errors"
import type { s3 } from "./manifest"

export type S3Source = Source<typeof s3.settings, typeof s3.methods>
type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

const waitMs = 15_000
const pageSize = 1_000

/** Where requests go: the operator's word, then the person's, then Amazon. */
function addressOf({ host, port, tls, region }: S3Source["settings"], given?: string): { url?: string; host: string; port: number } {
  const chosen = given || endpointOf("s3") || (host && `${tls === "off" ? "http" : "https"}://${host}${port ? `:${port}` : ""}`)
  if (!chosen) return { host: `s3.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`, port: 443 }
  const { hostname, port: named, protocol } = new URL(chosen)
  return { url: chosen, host: hostname, port: Number(named) || (protocol === "http:" ? 80 : 443) }
}

/** One signed-in line to a bucket. Clients are made when first needed; a role is taken on anew when its keys run out. */
export function link({ settings, keys, signal, dial }: S3Source, url?: string) {
  const http = httpClient(dial, { signal, ...(settings.ca ? { ca: settings.ca } : {}) })
  const meter = meterOf(dial)
  const address = addressOf(settings, url)
  const shared = {
    region: settings.region,
    requestHandler: {
      httpAgent: http.agents.http,
      httpsAgent: http.agents.https as never,
      connectionTimeout: waitMs,
      requestTimeout: waitMs,
      throwOnRequestTimeout: true,
    },
    maxAttempts: 2,
    retryMode: "standard",
    defaultsMode: "standard",
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
  } as const
  const assumed = once(() =>
    import("./role").then(({ assumer }) =>
      assumer({ shared, meter }, settings.externalId ?? "", keys.method === "role" ? keys.roleArn : ""),
    ),
  )
  const credentials: S3ClientConfig["credentials"] = keys.method === "role" ? async () => (await assumed()).keys() : plain(keys)

  const client = once(async (): Promise<{ s3: S3Client; sdk: typeof import("@aws-sdk/client-s3") }> => {
    const sdk = await import("@aws-sdk/client-s3")
    const s3 = new sdk.S3Client({
      ...shared,
      credentials,
      ...(address.url ? { endpoint: address.url } : {}),
      // A dot in a bucket's name does not fit a certificate, and other servers rarely know names of buckets as hosts.
      forcePathStyle: Boolean(address.url) || settings.bucket.includes("."),
      followRegionRedirects: false,
      useArnRegion: false,
      disableMultiregionAccessPoints: true,
      disableS3ExpressSessionAuth: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    })
    s3.middlewareStack.add((next) => (request) => meter(() => next(request), isRefusal), beneathRepeats)
    return { s3, sdk }
  })

  async function ask<T>(
    own: AbortSignal | undefined,
    send: (made: Awaited<ReturnType<typeof client>>, abortSignal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const stop = AbortSignal.any([signal, ...(own ? [own] : [])])
    stop.throwIfAborted()
    try {
      return await send(await client(), stop)
    } catch (error) {
      throw stop.aborted ? stop.reason : explain(error)
    }
  }

  const Bucket = settings.bucket
  const store: Store = {
    async list(prefix, { folded, next, most = pageSize, signal: own }) {
      const page = await ask(own, ({ s3, sdk }, abortSignal) =>
        s3.send(
          new sdk.ListObjectsV2Command({
            Bucket,
            Prefix: prefix,
            MaxKeys: most,
            ...(folded ? { Delimiter: "/" } : {}),
            ...(next ? { ContinuationToken: next } : {}),
          }),
          { abortSignal },
        ),
      )
      return {
        entries: (page.Contents ?? []).flatMap(({ Key, Size = 0, ETag = "" }) => (Key ? [{ key: Key, size: Size, tag: ETag }] : [])),
        folders: (page.CommonPrefixes ?? []).flatMap(({ Prefix }) => (Prefix ? [Prefix] : [])),
        ...(page.IsTruncated && page.NextContinuationToken ? { next: page.NextContinuationToken } : {}),
      }
    },
    async read(key, { range, signal: own }) {
      const answer: GetObjectCommandOutput = await ask(own, ({ s3, sdk }, abortSignal) =>
        s3.send(new sdk.GetObjectCommand({ Bucket, Key: key, ...(range ? { Range: `bytes=${range.from}-${range.to}` } : {}) }), {
          abortSignal,
        }),
      )
      return Readable.from(bounded(answer.Body as Readable, answer.ContentLength))
    },
    async head(key) {
      try {
        const { ContentLength = 0, ETag = "" } = await ask(undefined, ({ s3, sdk }, abortSignal) =>
          s3.send(new sdk.HeadObjectCommand({ Bucket, Key: key }), { abortSignal }),
        )
        return { key, size: ContentLength, tag: ETag } satisfies Entry
      } catch (error) {
        if (error instanceof SourceError && error.reason === "missing") return undefined
        throw error
      }
    },
  }

  return {
    store,
    /** Writes a file whole; the same name twice is the same file. */
    put: ({ path: Key, body: Body, contentType: ContentType }: Batch, own: AbortSignal) =>
      ask(own, ({ s3, sdk }, abortSignal) => s3.send(new sdk.PutObjectCommand({ Bucket, Key, Body, ContentType }), { abortSignal })),
    address,
    /** Whether the host answers at all. */
    reach: () => knock(dial, address.host, address.port, signal),
    assumed,
    /** The key that a file is encrypted with, if the store says so. */
    encryptedWith: (key: string): Promise<string | undefined> =>
      ask(undefined, ({ s3, sdk }, abortSignal) => s3.send(new sdk.HeadObjectCommand({ Bucket, Key: key }), { abortSignal })).then(
        ({ SSEKMSKeyId }) => SSEKMSKeyId,
        () => undefined,
      ),
    async close() {
      await client().then(
        ({ s3 }) => s3.destroy(),
        () => {},
      )
      http.close()
    },
  }
}
export type Link = ReturnType<typeof link>

const plain = ({ accessKeyId, secretAccessKey, sessionToken }: Keys) => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken ? { sessionToken } : {}),
})

/** A body that ends too early is a fault of the line, not a short file. */
async function* bounded(body: Readable, length: number | undefined) {
  let got = 0
  try {
    for await (const part of body) {
      got += (part as Buffer).length
      yield part as Buffer
    }
  } catch (error) {
    throw explain(error)
  }
  if (length !== undefined && got < length)
    throw new SourceError("unreachable", "The source broke off in the middle of its answer. Try again.", "cut-short")
}
