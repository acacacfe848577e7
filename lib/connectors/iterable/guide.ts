import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"

export const iterableGuide: Guide = {
  steps: [
    {
      title: "Choose the project",
      text: "A key belongs to one project and one data centre. Open the project whose campaigns are meant, and note whether you are at app.iterable.com or app.eu.iterable.com.",
    },
    {
      title: "Make a server-side key",
      text: "Open Integrations, API Keys, New API Key, and choose Server-side. Name it Patchbay, so that everybody knows what leans on it. If endpoints can be chosen, take channels and campaigns, for reading.",
    },
    {
      title: "Copy the key at once",
      text: "Iterable shows it a single time. Paste it into the connect form; it is sealed before it is saved and never shown again.",
    },
  ],
  reaches: "api.iterable.com, or api.eu.iterable.com for the European data centre, on port 443",
  causes: channelCauses,
}
