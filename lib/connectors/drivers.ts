import "server-only"
import type { Driver } from "./connector"
import type { PlatformId } from "./manifests"

/** Every driver, loaded when first asked for. One line each; the compiler asks for the missing one. */
const drivers = {
  bigquery: () => import("./bigquery/driver"),
  postgres: () => import("./postgres/driver"),
  mysql: () => import("./mysql/driver"),
  duckdb: () => import("./duckdb/driver"),
  snowflake: () => import("./snowflake/driver"),
  gcs: () => import("./gcs/driver"),
  s3: () => import("./s3/driver"),
  sendgrid: () => import("./sendgrid/driver"),
  salesforce: () => import("./salesforce/driver"),
  iterable: () => import("./iterable/driver"),
  braze: () => import("./braze/driver"),
  hubspot: () => import("./hubspot/driver"),
  slack: () => import("./slack/driver"),
  mailchimp: () => import("./mailchimp/driver"),
  klaviyo: () => import("./klaviyo/driver"),
  webhook: () => import("./webhook/driver"),
  "google-ads": () => import("./google-ads/driver"),
  "facebook-ads": () => import("./facebook-ads/driver"),
  "google-cloud": () => import("./google-cloud/driver"),
} satisfies Record<PlatformId, () => Promise<{ default: Driver }>>

export const driverOf = async (id: PlatformId): Promise<Driver> => (await drivers[id]()).default
