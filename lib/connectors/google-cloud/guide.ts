import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"
import { consentCauses } from "../consent/causes"
import { googleCauses } from "../google/causes"

export const googleCloudGuide: Guide = {
  steps: [
    {
      title: "Make a pull subscription for Patchbay alone",
      text: "Messages go to one reader of a subscription. Make a new one on the topic, with delivery type Pull, and leave those of others alone.",
      code: "gcloud pubsub subscriptions create orders-to-patchbay --topic=orders --project=my-project-123",
    },
    {
      title: "Make a service account that may consume it",
      text: "Give it roles/pubsub.subscriber on this subscription and nothing on the project: the script beside the form holds the command.",
    },
    {
      title: "Make a key and paste its file",
      text: "Under IAM, Service accounts, Keys, make a key of type JSON. Only the three fields that are needed are taken from the file; delete it afterwards.",
    },
  ],
  reaches: "oauth2.googleapis.com and pubsub.googleapis.com on port 443; for an impersonated account also iamcredentials.googleapis.com",
  causes: [
    ...consentCauses.slice(0, 1),
    ...channelCauses,
    ...googleCauses.filter(({ says }) =>
      /^(Google does not accept this key|There is no such|The service account, or|… may not act|Google says that the clock)/.test(says),
    ),
    {
      reason: "missing",
      says: "This is no name of a subscription.",
      why: "A job names its subscription by something else than its name.",
      remedy: "Take the name from the list of subscriptions in Google Cloud, and make the job again.",
    },
  ],
}
