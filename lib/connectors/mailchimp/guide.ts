import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"

export const mailchimpGuide: Guide = {
  steps: [
    {
      title: "Make a user of its own",
      text: "Mailchimp's keys have no scopes: a key may do what its user may do. Under Settings, Users invite a user for Patchbay with the role Viewer, which reads and sends nothing.",
    },
    {
      title: "Make a key as that user",
      text: "Signed in as that user open Profile, Extras, API keys, and create a key. Its end, such as -us6, names the data centre; copy it whole.",
    },
    {
      title: "Keep the user",
      text: "The key ends when its user is removed. That is also the way to take it back at once.",
    },
  ],
  reaches: "the data centre that the key names, such as us6.api.mailchimp.com, on port 443",
  causes: channelCauses,
}
