import type { Answer } from "../server"
import { bearer, ok, random, type ToolDouble } from "./double"

/** @public The one developer token that the double knows. */
export const developerToken = "abcdefghij_KLMNOPQRST2"

const refuse = (code: number, status: string, errorCode?: Record<string, string>): Answer => ({
  status: code,
  body: { error: { code, status, message: "their words", ...(errorCode && { details: [{ errors: [{ errorCode }] }] }) } },
})

export const googleAdsDouble: ToolDouble = {
  endpoint: "google-ads",
  scopes: ["https://www.googleapis.com/auth/adwords", "openid"],
  make: () => `ya29.${random(60)}`,
  shown: bearer,
  answer({ path, headers }, scopes) {
    if (!scopes) return refuse(401, "UNAUTHENTICATED")
    if (path !== "/v21/customers:listAccessibleCustomers") return refuse(404, "NOT_FOUND")
    const shown = headers["developer-token"]
    if (shown === "test-accounts-only-000") return refuse(403, "PERMISSION_DENIED", { authorizationError: "DEVELOPER_TOKEN_NOT_APPROVED" })
    if (shown === "somebody-without-acc00") return refuse(401, "UNAUTHENTICATED", { authenticationError: "NOT_ADS_USER" })
    if (shown !== developerToken) return refuse(401, "UNAUTHENTICATED", { authenticationError: "DEVELOPER_TOKEN_INVALID" })
    return ok({ resourceNames: ["customers/1234567890"] })
  },
}
