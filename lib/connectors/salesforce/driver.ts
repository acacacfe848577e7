import "server-only"
import { channelChecks } from "../channel/checks"
import { channelSession } from "../channel/session"
import { signedApi } from "../channel/signed"
import { driver, SourceError } from "../connector"
import { once } from "../steps"
import { salesforce } from "./manifest"

const tool = { name: salesforce.name, secret: "sign-in" }
const version = "v62.0"
type Row = Record<string, unknown>

export default driver(salesforce, {
  async open({ keys: { signed }, signal, dial }) {
    const api = signedApi({ dial, signal, tool, base: signed.facts.instance ?? "", signed })
    const identify = once(() => api.json<{ organization_id?: unknown }>({ path: "/services/oauth2/userinfo" }))
    const granted = new Set(signed.scope.split(/[\s,]+/))
    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          async identify() {
            await identify()
            // Whoever may sign in may still have no access to the interface, and this is the cheapest question to it.
            await api.json({ path: `/services/data/${version}/limits` })
          },
          permissions: salesforce.permissions,
          held: async (scope) => granted.has(scope) || granted.has("full"),
          remedy: (scope) => `Salesforce, Setup, App Manager, Patchbay, OAuth scopes: add ${scope}; then sign in again`,
          others: async () => ["full", "web"].filter((scope) => granted.has(scope)),
        }),
      async contacts(emails, properties, own) {
        const fields = [...new Set(["Email", ...properties.map(fieldNamed)])]
        const asked = `SELECT ${fields.join(", ")} FROM Contact WHERE Email IN (${emails.map(quoted).join(", ")})`
        const path = `/services/data/${version}/query?q=${encodeURIComponent(asked)}`
        const { records } = await api.json<{ records?: Row[] }>({ path, signal: own })
        const rows = Array.isArray(records) ? records : []
        return emails.flatMap((email) => {
          const row = rows.find((one) => String(one.Email).toLowerCase() === email.toLowerCase())
          return row ? [{ email, properties: Object.fromEntries(properties.map((name) => [name, asText(row[name])])) }] : []
        })
      },
      close: api.close,
    })
  },
})

function fieldNamed(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9_]{0,79}$/.test(name)) return name
  throw new SourceError("unsupported", "A property is not named as Salesforce names its fields, such as Title or Region__c.", "field")
}

/** SOQL knows the backslash alone. */
const quoted = (text: string) => `'${text.replace(/[\\'"]/g, "\\$&").replace(/[\r\n\t]/g, " ")}'`
const asText = (value: unknown): string | null =>
  value === undefined || value === null || typeof value === "object" ? null : String(value)
