import "server-only"
import { channelApi } from "../channel/api"
import { channelChecks } from "../channel/checks"
import { channelSession } from "../channel/session"
import { experienceOf, type Item, isAnswered, itemsOf, unlessForbidden } from "../channel/values"
import { driver } from "../connector"
import { endpointAt } from "../endpoints"
import { centerOf, mailchimp } from "./manifest"

const tool = { name: mailchimp.name, secret: "API key" }
const pageSize = 500
const states = { sending: "active", schedule: "active", save: "paused", paused: "paused" } as const

export default driver(mailchimp, {
  async open({ keys, signal, dial }) {
    const base = endpointAt("mailchimp", { center: centerOf(keys.apiKey) })
    const authorization = `Basic ${Buffer.from(`patchbay:${keys.apiKey}`).toString("base64")}`
    const api = channelApi({ dial, signal, tool, base, headers: () => ({ authorization }) })
    const campaigns = async (offset: number, count: number) =>
      itemsOf(
        await api.json<object>({
          path: `/campaigns?count=${count}&offset=${offset}&fields=campaigns.id,campaigns.status,campaigns.settings.title`,
        }),
        "campaigns",
      )
    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          identify: () => api.json({ path: "/ping" }).catch(unlessForbidden),
          permissions: mailchimp.permissions,
          held: () => isAnswered(campaigns(0, 1)),
          remedy: (question) => `Mailchimp, Settings, Users: give the key's user the role Viewer, which may ask ${question}`,
        }),
      async *experiences() {
        for (let offset = 0; ; offset += pageSize) {
          const items = await campaigns(offset, pageSize)
          yield items.flatMap(({ id, status, settings }) =>
            experienceOf(id, (settings as Item | undefined)?.title, states[String(status) as keyof typeof states] ?? "ended"),
          )
          if (items.length < pageSize) return
        }
      },
      close: api.close,
    })
  },
})
