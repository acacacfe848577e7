import "server-only"
import { channelApi } from "../channel/api"
import { channelChecks } from "../channel/checks"
import { channelSession } from "../channel/session"
import { asText, type Item, itemsOf } from "../channel/values"
import { driver } from "../connector"
import { endpointOf } from "../endpoints"
import { once } from "../steps"
import { hubspot } from "./manifest"

const tool = { name: hubspot.name, secret: "access token" }
/** What every private app holds, whatever was chosen. */
const ofEveryApp = new Set(["oauth"])

export default driver(hubspot, {
  async open({ keys, signal, dial }) {
    const { token } = keys
    const api = channelApi({ dial, signal, tool, base: endpointOf("hubspot"), headers: () => ({ authorization: `Bearer ${token}` }) })
    const scopes = once(async () => {
      const said = await api.json<{ scopes: unknown }>({ path: "/oauth/v2/private-apps/get/access-token-info", json: { tokenKey: token } })
      return new Set(Array.isArray(said.scopes) ? said.scopes.map(String) : [])
    })
    const needed = new Set<string>(hubspot.permissions.map(({ name }) => name))
    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          identify: scopes,
          permissions: hubspot.permissions,
          held: async (scope) => (await scopes()).has(scope),
          remedy: (scope) => `HubSpot, Settings, Integrations, Private Apps, the app, Edit app, Scopes: add ${scope}`,
          others: async () => [...(await scopes())].filter((scope) => !needed.has(scope) && !ofEveryApp.has(scope)),
        }),
      async contacts(emails, properties, own) {
        const asked = { idProperty: "email", properties: ["email", ...properties], inputs: emails.map((id) => ({ id })) }
        const found = itemsOf(await api.json<object>({ path: "/crm/v3/objects/contacts/batch/read", json: asked, signal: own }), "results")
        const byEmail = new Map(
          found.map((one) => [String((one.properties as Item | undefined)?.email).toLowerCase(), one.properties as Item]),
        )
        return emails.flatMap((email) => {
          const contact = byEmail.get(email.toLowerCase())
          return contact ? [{ email, properties: Object.fromEntries(properties.map((name) => [name, asText(contact[name])])) }] : []
        })
      },
      close: api.close,
    })
  },
})
