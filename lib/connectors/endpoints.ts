import "server-only"
import { env } from "../base/env"

const usual = {
  bigquery: "https://bigquery.googleapis.com",
  "google-token": "https://oauth2.googleapis.com",
  "google-iam": "https://iamcredentials.googleapis.com",
  "google-projects": "https://cloudresourcemanager.googleapis.com",
  gcs: "https://storage.googleapis.com",
  snowflake: "https://{account}.snowflakecomputing.com",
  s3: "",
  sts: "",
}
export type Endpoint = keyof typeof usual

/**
 * Where a platform's interface is, without a slash at the end. The operator may name another, such as a private address of the same
 * service: `PATCHBAY_ENDPOINTS=bigquery=https://bigquery.example.internal,gcs=...`. What a person types never changes it.
 */
export function endpointOf(name: Endpoint): string {
  const chosen = env()
    .PATCHBAY_ENDPOINTS.split(",")
    .map((entry) => entry.trim().split(/=(.*)/s) as [string, string?])
    .find(([key]) => key === name)?.[1]
  return (chosen || usual[name]).replace(/\/+$/, "")
}
