import { bigqueryGuide } from "./bigquery/guide"
import { brazeGuide } from "./braze/guide"
import type { Guide } from "./connector"
import { duckdbGuide } from "./duckdb/guide"
import { facebookAdsGuide } from "./facebook-ads/guide"
import { gcsGuide } from "./gcs/guide"
import { googleAdsGuide } from "./google-ads/guide"
import { googleCloudGuide } from "./google-cloud/guide"
import { hubspotGuide } from "./hubspot/guide"
import { iterableGuide } from "./iterable/guide"
import { klaviyoGuide } from "./klaviyo/guide"
import { mailchimpGuide } from "./mailchimp/guide"
import type { PlatformId } from "./manifests"
import { mysqlGuide } from "./mysql/guide"
import { postgresGuide } from "./postgres/guide"
import { s3Guide } from "./s3/guide"
import { salesforceGuide } from "./salesforce/guide"
import { sendgridGuide } from "./sendgrid/guide"
import { slackGuide } from "./slack/guide"
import { snowflakeGuide } from "./snowflake/guide"
import { webhookGuide } from "./webhook/guide"

/** The guide of every platform that can be connected. One line each. */
export const guides: Record<PlatformId, Guide> = {
  bigquery: bigqueryGuide,
  snowflake: snowflakeGuide,
  s3: s3Guide,
  gcs: gcsGuide,
  postgres: postgresGuide,
  mysql: mysqlGuide,
  duckdb: duckdbGuide,
  sendgrid: sendgridGuide,
  salesforce: salesforceGuide,
  iterable: iterableGuide,
  braze: brazeGuide,
  hubspot: hubspotGuide,
  slack: slackGuide,
  mailchimp: mailchimpGuide,
  klaviyo: klaviyoGuide,
  webhook: webhookGuide,
  "google-ads": googleAdsGuide,
  "facebook-ads": facebookAdsGuide,
  "google-cloud": googleCloudGuide,
}
