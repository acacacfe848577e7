import type { Answer } from "../server"
import { asJson, bearer, ok, random, type ToolDouble } from "./double"

const refuse = (status: number, message: string): Answer => ({ status, body: { errors: [{ field: null, message }] } })
const contacts: Record<string, object> = {
  "ann@shop.example": { id: "c1", email: "ann@shop.example", first_name: "Ann", city: "Graz", custom_fields: { tier: "gold", visits: 7 } },
  "bob@shop.example": { id: "c2", email: "bob@shop.example", first_name: "Bob", custom_fields: {} },
}

export const sendgridDouble: ToolDouble = {
  endpoint: "sendgrid",
  scopes: ["marketing.read"],
  make: () => `SG.${random(22)}.${random(43)}`,
  shown: bearer,
  answer(asked, scopes) {
    if (!scopes) return refuse(401, "The provided authorization grant is invalid, expired, or revoked")
    const { method, path } = asked
    if (`${method} ${path}` === "GET /v3/scopes") return ok({ scopes: [...scopes, "2fa_required", "sender_verification_eligible"] })
    if (`${method} ${path}` !== "POST /v3/marketing/contacts/search/emails") return refuse(404, "not found")
    if (!scopes.has("marketing.read")) return refuse(403, "access forbidden")
    const { emails } = asJson<{ emails: string[] }>(asked)
    if (emails.length > 100) return refuse(400, "at most 100 emails may be searched")
    const known = emails.filter((email) => contacts[email.toLowerCase()])
    if (known.length === 0) return refuse(404, "no contacts were found")
    return ok({ result: Object.fromEntries(known.map((email) => [email.toLowerCase(), { contact: contacts[email.toLowerCase()] }])) })
  },
}
