import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"

export const brazeGuide: Guide = {
  steps: [
    {
      title: "Find the instance",
      text: "The address of your dashboard tells it: dashboard-01.braze.com is rest.iad-01.braze.com, dashboard-01.braze.eu is rest.fra-01.braze.eu. Braze's own list of instances names them all.",
    },
    {
      title: "Make a REST API key",
      text: "Open Settings, APIs and Identifiers, API Keys, and create a key in the workspace that is meant. Choose the four permissions above and no other. All four are needed: what is not listed counts as ended, so a list that may not be read must not look like an empty one.",
    },
    {
      title: "Name Patchbay's addresses",
      text: "A key can be limited to known addresses. Put those in that stand under Addresses to allow: then the key is of no use anywhere else.",
    },
  ],
  reaches: "the REST endpoint that you enter, such as rest.iad-01.braze.com, on port 443",
  causes: channelCauses,
}
