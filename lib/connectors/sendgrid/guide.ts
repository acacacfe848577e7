import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"

export const sendgridGuide: Guide = {
  steps: [
    {
      title: "Choose the account",
      text: "A key sees the account or subuser that it is made in, and no other. Take the subuser whose contacts are meant, and note its region.",
    },
    {
      title: "Make a key with restricted access",
      text: "In SendGrid open Settings, API Keys, Create API Key. Choose Restricted Access, give Read Access under Marketing, and leave everything else at No Access.",
    },
    {
      title: "Copy the key at once",
      text: "SendGrid shows it a single time. Paste it into the connect form; it is sealed before it is saved and never shown again.",
    },
  ],
  reaches:
    "api.sendgrid.com, or api.eu.sendgrid.com for the European region, on port 443. With IP Access Management switched on, SendGrid must let Patchbay's addresses in",
  causes: channelCauses,
}
