import type { Demo, Keep } from "../run"
import { brazeDouble } from "./braze"
import { channelDouble, type ToolDouble } from "./double"
import { hubspotDouble } from "./hubspot"
import { iterableDouble } from "./iterable"
import { klaviyoDouble } from "./klaviyo"
import { mailchimpDouble } from "./mailchimp"
import { sendgridDouble } from "./sendgrid"
import { slackDouble } from "./slack"
import { webhookDouble } from "./webhook"

/** Each with what a person types beside the secret. */
const tools: Record<string, { double: ToolDouble; type: string }> = {
  sendgrid: { double: sendgridDouble, type: "Region: Global" },
  iterable: { double: iterableDouble, type: "Data centre: United States" },
  braze: { double: brazeDouble, type: "REST endpoint: rest.iad-01.braze.com" },
  hubspot: { double: hubspotDouble, type: "Nothing but the token" },
  slack: { double: slackDouble, type: "Method: Bot token" },
  mailchimp: { double: mailchimpDouble, type: "Nothing but the key" },
  klaviyo: { double: klaviyoDouble, type: "Nothing but the key" },
  webhook: { double: webhookDouble, type: "" },
}
const firstPort = 4_850

const demoOf =
  (name: string, { double: tool, type }: (typeof tools)[string], port: number) =>
  async (keep: Keep): Promise<Demo> => {
    const double = await channelDouble(tool, { port })
    const good = await keep(`${name}-good.txt`, `${double.key()}\n`)
    const poor = tool.scopes.length > 0 ? await keep(`${name}-poor.txt`, `${double.key(tool.scopes.slice(0, -1))}\n`) : undefined
    return {
      port: double.port,
      endpoints: tool.endpoint ? { [tool.endpoint]: double.url } : {},
      says: [
        type || `Endpoint: ${double.url}/hooks/patchbay`,
        `Secret that may do all that is needed: ${good}`,
        ...(poor ? [`Secret without ${tool.scopes.at(-1)}: ${poor}`] : []),
      ],
      close: double.close,
    }
  }

/** The tools that are signed in to with a secret, each on a port of its own. */
export const channelDemos = Object.fromEntries(Object.entries(tools).map(([name, tool], at) => [name, demoOf(name, tool, firstPort + at)]))
