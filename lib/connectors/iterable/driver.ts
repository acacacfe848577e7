import "server-only"
import { channelApi } from "../channel/api"
import { channelChecks } from "../channel/checks"
import { channelSession } from "../channel/session"
import { experienceOf, isAnswered, itemsOf, unlessForbidden } from "../channel/values"
import { driver } from "../connector"
import { endpointAt } from "../endpoints"
import { iterable } from "./manifest"

const tool = { name: iterable.name, secret: "API key" }
const pageSize = 1_000
/** What Iterable calls a campaign's state; what it has not begun to send waits. */
const states = {
  Running: "active",
  Starting: "active",
  Recurring: "active",
  Draft: "paused",
  Ready: "paused",
  Scheduled: "paused",
} as const

export default driver(iterable, {
  async open({ settings, keys, signal, dial }) {
    const base = endpointAt("iterable", { region: settings.region })
    const api = channelApi({ dial, signal, tool, base, headers: () => ({ "api-key": keys.apiKey }) })
    const campaigns = (page: number, size: number) =>
      api.json<{ campaigns: unknown; nextPageUrl: unknown }>({ path: `/api/campaigns?page=${page}&pageSize=${size}` })
    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          identify: () => api.json({ path: "/api/channels" }).catch(unlessForbidden),
          permissions: iterable.permissions,
          held: () => isAnswered(campaigns(1, 1)),
          remedy: (endpoint) =>
            `Iterable, Integrations, API Keys: make a server-side key that may ask ${endpoint}, and enter it under Reauthenticate`,
        }),
      async *experiences() {
        for (let page = 1; ; page++) {
          const said = await campaigns(page, pageSize)
          yield itemsOf(said, "campaigns").flatMap(({ id, name, campaignState }) =>
            experienceOf(id, name, states[String(campaignState) as keyof typeof states] ?? "ended"),
          )
          if (!said.nextPageUrl) return
        }
      },
      close: api.close,
    })
  },
})
