import { AppError } from "../base/errors"
import { announced } from "./announced"
import { bigquery } from "./bigquery/manifest"
import { braze } from "./braze/manifest"
import type { Announced, Manifest } from "./connector"
import { duckdb } from "./duckdb/manifest"
import { facebookAds } from "./facebook-ads/manifest"
import { schemaOf } from "./fields"
import { gcs } from "./gcs/manifest"
import { googleAds } from "./google-ads/manifest"
import { googleCloud } from "./google-cloud/manifest"
import { hubspot } from "./hubspot/manifest"
import { iterable } from "./iterable/manifest"
import { klaviyo } from "./klaviyo/manifest"
import { mailchimp } from "./mailchimp/manifest"
import { mysql } from "./mysql/manifest"
import { postgres } from "./postgres/manifest"
import { s3 } from "./s3/manifest"
import { salesforce } from "./salesforce/manifest"
import { sendgrid } from "./sendgrid/manifest"
import { slack } from "./slack/manifest"
import { snowflake } from "./snowflake/manifest"
import { webhook } from "./webhook/manifest"

/** Every platform that can be connected. One line each. */
export const manifests = {
  bigquery,
  snowflake,
  s3,
  gcs,
  postgres,
  mysql,
  duckdb,
  sendgrid,
  salesforce,
  "google-cloud": googleCloud,
  "facebook-ads": facebookAds,
  "google-ads": googleAds,
  iterable,
  braze,
  hubspot,
  slack,
  mailchimp,
  klaviyo,
  webhook,
}
export type PlatformId = keyof typeof manifests

export const isPlatform = (id: string): id is PlatformId => Object.hasOwn(manifests, id)

/** The manifest of a platform, seen as any platform's. */
export function manifestOf(id: string): Manifest {
  if (!isPlatform(id)) throw new AppError("not_found", "There is no such platform.")
  return manifests[id] as unknown as Manifest
}

/** Whether there are tables to read and to ask; a channel tool has none. */
export const hasTables = (id: string): boolean => isPlatform(id) && manifestOf(id).capabilities.dialect !== undefined
export const platformsWithTables = (Object.keys(manifests) as PlatformId[]).filter(hasTables)

/** All that the catalog shows: what can be connected first, then what is coming. */
export const catalog: readonly (Manifest | Announced)[] = [...(Object.values(manifests) as unknown as Manifest[]), ...announced]

/** The settings of a platform as its schema understands them. Throws a schema error that names the fields. */
export const checkSettings = (id: string, settings: unknown) => schemaOf(manifestOf(id).settings).parse(settings)

/** The secret answers of one method. */
export function checkKeys(id: string, method: string, keys: unknown) {
  const { methods } = manifestOf(id)
  const chosen = Object.hasOwn(methods, method) ? methods[method] : undefined
  if (!chosen) throw new AppError("invalid", "Choose a way to sign in.", { method: ["Choose a way to sign in."] })
  return { method, ...schemaOf(chosen.fields).parse(keys) }
}
export { announced }
