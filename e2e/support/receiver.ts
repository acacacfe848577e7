import { channelDouble } from "../../test/doubles/channel/double"
import { webhookDouble } from "../../test/doubles/channel/webhook"

/** A receiver of webhooks on the one port that the console under test may dial for it. */
export async function openReceiver() {
  const double = await channelDouble(webhookDouble, { port: Number(process.env.E2E_RECEIVER_PORT) })
  return {
    ...double,
    address: `${double.url}/hook`,
    bodies: () => double.heard.map(({ body }) => body).filter((body) => !body.includes("patchbay.ping")),
  }
}
