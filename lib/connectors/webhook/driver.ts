import "server-only"
import { now } from "../../base/clock"
import { env } from "../../base/env"
import { channelApi } from "../channel/api"
import { channelSession } from "../channel/session"
import { driver, SourceError } from "../connector"
import { knock } from "../meter"
import { steps } from "../steps"
import { webhook } from "./manifest"
import { signed } from "./signature"

export default driver(webhook, {
  async open({ settings, keys, signal, dial }) {
    const target = new URL(settings.url)
    const tool = { name: target.hostname, secret: "signing secret" }
    const port = Number(target.port) || (target.protocol === "http:" ? 80 : 443)
    const api = channelApi({
      dial,
      signal,
      tool,
      base: settings.url,
      headers: ({ headers, body = "" }) => signed(keys.secret, headers["webhook-id"] ?? "", body),
    })

    /** Any answer with 2xx has taken it, whatever it says. */
    async function send(id: string, body: string | Buffer, contentType: string, own?: AbortSignal): Promise<void> {
      demandEncrypted(target, port)
      const headers = { "webhook-id": id, "content-type": contentType, "user-agent": "Patchbay" }
      await api.ask({ path: "", body, headers, ...(own ? { signal: own } : {}) })
    }

    return channelSession({
      checks: () =>
        steps([
          {
            key: "connect",
            title: `Reach ${target.hostname}`,
            gate: true,
            async run() {
              demandEncrypted(target, port)
              await knock(dial, target.hostname, port, signal)
              return { outcome: "passed", message: `${target.hostname} answers on port ${port}.` }
            },
          },
          {
            key: "authenticate",
            title: "Send a signed test event",
            async run() {
              await send(`ping_${crypto.randomUUID()}`, ping(), "application/json")
              return { outcome: "passed", message: `${target.hostname} took it.` }
            },
          },
        ]),
      deliver: ({ id, body, contentType }, own) => send(id, body, contentType, own),
      close: api.close,
    })
  },
})

const ping = () => JSON.stringify({ type: "patchbay.ping", timestamp: now().toISOString(), data: {} })

/** What goes out unencrypted can be read on the way: only to an address that the operator names with its port. */
function demandEncrypted({ protocol, hostname }: URL, port: number): void {
  const named = env()
    .EGRESS_ALLOW.split(",")
    .map((entry) => entry.trim())
  if (protocol === "https:" || named.includes(`${hostname}:${port}`)) return
  throw new SourceError(
    "tls",
    "The endpoint begins with http://, so everything could be read on the way. Use https://, or ask the operator to allow this address (EGRESS_ALLOW).",
    "plain",
  )
}
