import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"

export const hubspotGuide: Guide = {
  steps: [
    {
      title: "Make a private app",
      text: "As a super admin open Settings, Integrations, Private Apps, and create one. Name it Patchbay. It belongs to the account: nobody's leaving takes it away.",
    },
    {
      title: "Give it one scope",
      text: "Under Scopes add crm.objects.contacts.read, and nothing that writes. A scope that is added later is there at once, without a new token.",
    },
    {
      title: "Copy the access token",
      text: "Under Auth show the token and paste it into the connect form. After a leak rotate it there, and enter the new one under Reauthenticate.",
    },
  ],
  reaches: "api.hubapi.com on port 443",
  causes: channelCauses,
}
