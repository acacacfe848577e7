import type { Answer } from "../server"
import { asJson, bearer, ok, type ToolDouble } from "./double"

const refuse = (status: number, category: string, message: string): Answer => ({
  status,
  body: { status: "error", message, correlationId: crypto.randomUUID(), category },
})
const contacts: Record<string, Record<string, string | null>> = {
  "ann@shop.example": { email: "ann@shop.example", firstname: "Ann", lifecyclestage: "customer", hs_lead_status: null },
  "bob@shop.example": { email: "bob@shop.example", firstname: "Bob", lifecyclestage: "lead", hs_lead_status: "NEW" },
}
type Asked = { idProperty?: string; properties: string[]; inputs: { id: string }[] }

export const hubspotDouble: ToolDouble = {
  endpoint: "hubspot",
  scopes: ["crm.objects.contacts.read"],
  make: () => `pat-eu1-${crypto.randomUUID()}`,
  shown: bearer,
  answer(asked, scopes) {
    if (!scopes) return refuse(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.")
    const { method, path } = asked
    if (`${method} ${path}` === "POST /oauth/v2/private-apps/get/access-token-info") {
      if (asJson<{ tokenKey?: string }>(asked).tokenKey !== bearer(asked)) return refuse(400, "VALIDATION_ERROR", "tokenKey is not valid")
      return ok({ userId: 1, hubId: 2, appId: 3, scopes: ["oauth", ...scopes] })
    }
    if (`${method} ${path}` !== "POST /crm/v3/objects/contacts/batch/read") return refuse(404, "OBJECT_NOT_FOUND", "resource not found")
    if (!scopes.has("crm.objects.contacts.read"))
      return refuse(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.")
    const { idProperty, properties, inputs } = asJson<Asked>(asked)
    if (idProperty !== "email" || inputs.length > 100) return refuse(400, "VALIDATION_ERROR", "at most 100 inputs by email")
    const known = inputs.map(({ id }) => contacts[id.toLowerCase()]).filter((contact) => contact !== undefined)
    const results = known.map((contact, at) => ({
      id: String(at),
      properties: Object.fromEntries(properties.map((name) => [name, contact[name] ?? null])),
    }))
    // Some that are not there make it "multi status", and no refusal.
    return {
      status: known.length < inputs.length ? 207 : 200,
      body: { status: "COMPLETE", results, numErrors: inputs.length - known.length },
    }
  },
}
