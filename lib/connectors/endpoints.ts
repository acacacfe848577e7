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
  sendgrid: "https://{region}.sendgrid.com",
  iterable: "https://{region}.iterable.com",
  braze: "https://{instance}",
  hubspot: "https://api.hubapi.com",
  slack: "https://slack.com/api",
  mailchimp: "https://{center}.api.mailchimp.com/3.0",
  klaviyo: "https://a.klaviyo.com",
  /** Where people sign in and where the worker redeems what they bring back are two addresses only where the platform has two. */
  "google-consent": "https://accounts.google.com",
  "google-pubsub": "https://pubsub.googleapis.com",
  "google-ads": "https://googleads.googleapis.com",
  salesforce: "https://{host}",
  "facebook-consent": "https://www.facebook.com",
  facebook: "https://graph.facebook.com",
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

/** The same where a part of the host follows from what a person chose: `parts` hold only what a schema let through. */
export const endpointAt = (name: Endpoint, parts: Record<string, string>): string =>
  endpointOf(name).replace(/\{(\w+)\}/g, (whole, part: string) => parts[part] ?? whole)
