import type { Answer } from "../server"
import { bearer, ok, random, type ToolDouble } from "./double"

const refuse = (status: number, code: number): Answer => ({
  status,
  body: { error: { message: "their words", type: "OAuthException", code } },
})
const all = ["ads_read", "business_management"]

export const facebookAdsDouble: ToolDouble = {
  endpoint: "facebook",
  scopes: all,
  make: () => `EAAG${random(60)}`,
  shown: bearer,
  answer({ path }, scopes) {
    // Facebook says no to an unknown token with 400 and a number.
    if (!scopes) return refuse(400, 190)
    if (path === "/v23.0/me") return ok({ id: "1020304050" })
    if (path !== "/v23.0/me/permissions") return refuse(404, 2500)
    const data = all.map((permission) => ({ permission, status: scopes.has(permission) ? "granted" : "declined" }))
    return ok({ data: [...data, { permission: "public_profile", status: "granted" }] })
  },
}
