import "server-only"
import { channelApi } from "../channel/api"
import { channelChecks } from "../channel/checks"
import { type Problem, refusedKey } from "../channel/problem"
import { channelSession } from "../channel/session"
import { asText, experienceOf, type Item, isAnswered, itemsOf, unlessForbidden } from "../channel/values"
import { driver } from "../connector"
import { endpointOf } from "../endpoints"
import { klaviyo } from "./manifest"

const tool = { name: klaviyo.name, secret: "private API key" }
/** The form of the interface that this driver was written for. */
const revision = "2025-07-15"
const questions: Record<string, string> = {
  "accounts:read": "/api/accounts",
  "profiles:read": "/api/profiles?page[size]=1",
  "flows:read": "/api/flows?page[size]=1",
}

export default driver(klaviyo, {
  async open({ keys, signal, dial }) {
    const headers = () => ({ authorization: `Klaviyo-API-Key ${keys.apiKey}`, revision })
    const api = channelApi({ dial, signal, tool, base: endpointOf("klaviyo"), headers, explain })
    const ask = async (path: string, own?: AbortSignal) =>
      api.json<{ data: unknown; links: unknown }>({ path, ...(own ? { signal: own } : {}) })
    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          identify: () => ask("/api/accounts").catch(unlessForbidden),
          permissions: klaviyo.permissions,
          held: (scope) => isAnswered(ask(questions[scope] ?? "")),
          remedy: (scope) =>
            `Klaviyo, Settings, API keys: make a private key with ${scope} too (scopes cannot be added later), and enter it under Reauthenticate`,
        }),
      async *experiences() {
        for (let cursor: string | undefined = ""; cursor !== undefined; ) {
          const said = await ask(
            `/api/flows?fields[flow]=name,status,archived&page[size]=50${cursor && `&page[cursor]=${encodeURIComponent(cursor)}`}`,
          )
          yield itemsOf(said, "data").flatMap(({ id, attributes }) => {
            const { name, status, archived } = (attributes ?? {}) as Item
            return experienceOf(id, name, archived === true ? "ended" : status === "live" ? "active" : "paused")
          })
          cursor = cursorOf((said.links as Item | undefined)?.next)
        }
      },
      async contacts(emails, properties, own) {
        const filter = encodeURIComponent(`any(email,[${emails.map((email) => JSON.stringify(email)).join(",")}])`)
        const found = itemsOf(await ask(`/api/profiles?filter=${filter}&page[size]=100`, own), "data").map(
          ({ attributes }) => (attributes ?? {}) as Item,
        )
        const byEmail = new Map(found.map((profile) => [String(profile.email).toLowerCase(), profile]))
        return emails.flatMap((email) => {
          const profile = byEmail.get(email.toLowerCase())
          const value = (name: string) => profile?.[name] ?? (profile?.properties as Item | undefined)?.[name]
          return profile ? [{ email, properties: Object.fromEntries(properties.map((name) => [name, asText(value(name))])) }] : []
        })
      },
      close: api.close,
    })
  },
})

/** Only the place in the list is taken from the link, never where it points. */
function cursorOf(next: unknown): string | undefined {
  if (typeof next !== "string" || !URL.canParse(next)) return undefined
  return new URL(next).searchParams.get("page[cursor]") ?? undefined
}

/** Klaviyo names an unknown key by a word, whatever the status. */
function explain({ status, body }: Problem) {
  const [first] = (body as { errors?: { code?: unknown }[] } | undefined)?.errors ?? []
  const unknown = first?.code === "not_authenticated" || first?.code === "authentication_failed"
  return status < 500 && unknown ? refusedKey(tool) : undefined
}
