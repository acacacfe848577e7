import "server-only"
import { channelApi } from "../channel/api"
import { channelChecks } from "../channel/checks"
import { channelSession } from "../channel/session"
import { experienceOf, isAnswered, itemsOf } from "../channel/values"
import { driver, SourceError } from "../connector"
import { endpointAt } from "../endpoints"
import { once } from "../steps"
import { braze } from "./manifest"

type State = { archived: unknown; enabled: unknown; draft: unknown }
const tool = { name: braze.name, secret: "REST API key" }
/** Both kinds of what Braze runs are asked for in the same way. */
const kinds = {
  campaigns: { path: "campaigns", items: "campaigns", id: "campaign_id" },
  canvas: { path: "canvas", items: "canvases", id: "canvas_id" },
} as const
type Kind = keyof typeof kinds
const atOnce = 8

export default driver(braze, {
  async open({ settings, keys, signal, dial }) {
    const base = endpointAt("braze", { instance: settings.instance })
    const api = channelApi({ dial, signal, tool, base, headers: () => ({ authorization: `Bearer ${keys.apiKey}` }) })
    const list = async (kind: Kind, page: number) =>
      itemsOf(await api.json<object>({ path: `/${kinds[kind].path}/list?page=${page}&include_archived=true` }), kinds[kind].items)
    const details = (kind: Kind, id: unknown) =>
      api.json<State>({ path: `/${kinds[kind].path}/details?${kinds[kind].id}=${encodeURIComponent(String(id))}` })
    const first = { campaigns: once(() => list("campaigns", 0)), canvas: once(() => list("canvas", 0)) }

    /** Braze lists its permissions nowhere. Each is told by a question that needs it. */
    async function held(permission: string): Promise<boolean | "unknown"> {
      const [kind, what] = permission.split(".") as [Kind, string]
      const listed = await isAnswered(first[kind]())
      if (what === "list") return listed
      const [one] = listed ? await first[kind]() : []
      return one === undefined ? "unknown" : isAnswered(details(kind, one.id))
    }

    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          identify: () => anyKnows([first.campaigns(), first.canvas()]),
          permissions: braze.permissions,
          held,
          remedy: (permission) =>
            `Braze, Settings, APIs and Identifiers: make a key with ${permission} too, and enter it under Reauthenticate`,
        }),
      async *experiences() {
        for (const kind of ["campaigns", "canvas"] as const) {
          for (let page = 0, items = await first[kind](); items.length > 0; items = await list(kind, ++page))
            for (let at = 0; at < items.length; at += atOnce) {
              const some = items.slice(at, at + atOnce)
              const found = await Promise.all(some.map(({ id }) => details(kind, id)))
              yield some.flatMap(({ id, name }, index) => experienceOf(id, name, stateOf(found[index] ?? {})))
            }
        }
      },
      close: api.close,
    })
  },
})

const stateOf = ({ archived, enabled, draft }: Partial<State>) =>
  archived === true ? "ended" : enabled === true && draft !== true ? "active" : "paused"

/** A key without a permission and one that is unknown may be refused alike: it is unknown if every question is refused as such. */
async function anyKnows(questions: Promise<unknown>[]): Promise<void> {
  const answers = await Promise.allSettled(questions)
  const refusals = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []))
  const outage = refusals.find((error) => !(error instanceof SourceError) || !["credentials", "permission"].includes(error.reason))
  if (outage) throw outage
  const unknown = refusals.filter((error) => error instanceof SourceError && error.reason === "credentials")
  if (unknown.length === questions.length) throw unknown[0]
}
