import "server-only"
import { channelApi } from "../channel/api"
import { channelChecks } from "../channel/checks"
import { channelSession } from "../channel/session"
import { asText } from "../channel/values"
import { driver, SourceError } from "../connector"
import { endpointAt } from "../endpoints"
import { once } from "../steps"
import { sendgrid } from "./manifest"

type Found = { contact?: Record<string, unknown> & { custom_fields?: Record<string, unknown> } }
const tool = { name: sendgrid.name, secret: "API key" }
/** What every key holds, whatever was chosen. */
const ofEveryKey = new Set(["2fa_required", "2fa_exempt", "sender_verification_eligible", "sender_verification_exempt"])

export default driver(sendgrid, {
  async open({ settings, keys, signal, dial }) {
    const base = endpointAt("sendgrid", { region: settings.region })
    const api = channelApi({ dial, signal, tool, base, headers: () => ({ authorization: `Bearer ${keys.apiKey}` }) })
    const scopes = once(async () => {
      const said = await api.json<{ scopes?: unknown }>({ path: "/v3/scopes" })
      return new Set(Array.isArray(said.scopes) ? said.scopes.map(String) : [])
    })
    const needed = new Set<string>(sendgrid.permissions.map(({ name }) => name))
    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          identify: scopes,
          permissions: sendgrid.permissions,
          held: async (scope) => (await scopes()).has(scope),
          remedy: (scope) => `SendGrid, Settings, API Keys, Edit API Key, Restricted Access: add ${scope}`,
          others: async () => [...(await scopes())].filter((scope) => !needed.has(scope) && !ofEveryKey.has(scope)),
        }),
      async contacts(emails, properties, own) {
        const found = await api
          .json<{ result?: Record<string, Found> }>({ path: "/v3/marketing/contacts/search/emails", json: { emails }, signal: own })
          .catch(noneFound)
        return emails.flatMap((email) => {
          const contact = found.result?.[email.toLowerCase()]?.contact ?? found.result?.[email]?.contact
          if (!contact) return []
          const value = (name: string) => contact[name] ?? contact.custom_fields?.[name]
          return [{ email, properties: Object.fromEntries(properties.map((name) => [name, asText(value(name))])) }]
        })
      },
      close: api.close,
    })
  },
})

/** SendGrid answers "not found" where it knows none of the addresses. */
function noneFound(error: unknown): { result?: Record<string, Found> } {
  if (error instanceof SourceError && error.reason === "missing") return {}
  throw error
}
