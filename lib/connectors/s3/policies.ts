/** The exact policies that a connection needs, as texts to copy. Browser-safe. */

type Where = { bucket: string; prefixes: readonly string[] }
export const written = (policy: unknown) => JSON.stringify(policy, null, 2)
const clean = (prefix: string) => prefix.replace(/^\/+|\/+$/g, "")

const listing = ({ bucket, prefixes }: Where) => ({
  Sid: "PatchbayLists",
  Effect: "Allow",
  Action: "s3:ListBucket",
  Resource: `arn:aws:s3:::${bucket}`,
  ...(prefixes.length > 0 ? { Condition: { StringLike: { "s3:prefix": prefixes.map((prefix) => `${clean(prefix)}/*`) } } } : {}),
})
const reading = ({ bucket, prefixes }: Where) => ({
  Sid: "PatchbayReads",
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: prefixes.length > 0 ? prefixes.map((prefix) => `arn:aws:s3:::${bucket}/${clean(prefix)}/*`) : `arn:aws:s3:::${bucket}/*`,
})
const policy = (...statements: unknown[]) => ({ Version: "2012-10-17", Statement: statements })

/** Only for exports, and only where they go. */
export const writePolicy = (bucket: string, folder: string) =>
  written(
    policy({ Sid: "PatchbayExports", Effect: "Allow", Action: "s3:PutObject", Resource: `arn:aws:s3:::${bucket}/${clean(folder)}/*` }),
  )

export const readPolicy = (where: Where) => written(policy(listing(where), reading(where)))
export const listPolicy = (where: Where) => written(policy(listing(where)))
export const getPolicy = (where: Where) => written(policy(reading(where)))
export const keyPolicy = (key: string) =>
  written(policy({ Sid: "PatchbayDecrypts", Effect: "Allow", Action: "kms:Decrypt", Resource: key }))

/** Who may take on the role, and only with the id that Patchbay made for this one connection. */
export const trustPolicy = (principal: string, externalId: string) =>
  written(
    policy({
      Sid: "PatchbayAssumes",
      Effect: "Allow",
      Principal: { AWS: principal },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": externalId } },
    }),
  )
