import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"

export const klaviyoGuide: Guide = {
  steps: [
    {
      title: "Make a private key with custom scopes",
      text: "As an owner, admin or manager open Settings, API keys, Create Private API Key, Custom Key. Give Read Access to what is named above and No Access to everything else.",
    },
    {
      title: "Decide what it is for",
      text: "Flows are needed to import Experiences, profiles to enrich. Leave out what is not wanted. Scopes of a key cannot be changed later: for more, make another key.",
    },
    {
      title: "Copy the key at once",
      text: "It begins with pk_ and is shown a single time. Paste it into the connect form; it is sealed before it is saved and never shown again.",
    },
  ],
  reaches: "a.klaviyo.com on port 443",
  causes: channelCauses,
}
