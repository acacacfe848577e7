import type { Answer } from "../server"
import { bearer, ok, random, type ToolDouble } from "./double"

const refuse = (status: number, errorCode: string): Answer => ({ status, body: [{ errorCode, message: "their words" }] })
const contacts = [
  { Email: "ann@shop.example", FirstName: "Ann", Title: "Buyer", Region__c: null },
  { Email: "o'brien@shop.example", FirstName: "Pat", Title: 'It\'s "x"', Region__c: "West" },
]

/** Salesforce's interface as its documentation describes it; the sign-in before it is a real provider's. */
export const salesforceDouble: ToolDouble = {
  endpoint: "salesforce",
  scopes: ["api", "id", "refresh_token"],
  make: () => `00D${random(12)}!${random(60)}`,
  shown: bearer,
  answer(asked, scopes) {
    if (!scopes) return refuse(401, "INVALID_SESSION_ID")
    if (asked.path === "/services/oauth2/userinfo")
      return ok({ user_id: "005", organization_id: "00D", preferred_username: "patchbay@acme.example" })
    if (asked.path.endsWith("/limits")) return ok({ DailyApiRequests: { Max: 15_000, Remaining: 14_000 } })
    if (!asked.path.endsWith("/query")) return refuse(404, "NOT_FOUND")
    const named = [...(asked.query.get("q") ?? "").matchAll(/'((?:\\.|[^'\\])*)'/g)].map(([, text = ""]) => text.replace(/\\(.)/g, "$1"))
    const records = contacts.filter(({ Email }) => named.includes(Email))
    return ok({ totalSize: records.length, done: true, records })
  },
}
