import "server-only"
import { channelChecks } from "../channel/checks"
import type { Problem } from "../channel/problem"
import { channelSession } from "../channel/session"
import { signedApi } from "../channel/signed"
import { driver, SourceError } from "../connector"
import { endpointOf } from "../endpoints"
import { once } from "../steps"
import { googleAds } from "./manifest"

const tool = { name: googleAds.name, secret: "sign-in" }
const version = "v21"

export default driver(googleAds, {
  async open({ settings, keys: { signed, developerToken }, signal, dial }) {
    const headers = { "developer-token": developerToken, ...(settings.manager && { "login-customer-id": settings.manager }) }
    const api = signedApi({ dial, signal, tool, base: endpointOf("google-ads"), signed, headers, explain })
    const granted = new Set(signed.scope.split(" "))
    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          identify: once(() => api.json({ path: `/${version}/customers:listAccessibleCustomers` })),
          permissions: googleAds.permissions,
          held: async (scope) => granted.has(scope),
          remedy: (scope) => `Sign in again under Reauthenticate, and leave ${scope} ticked where Google asks`,
        }),
      close: api.close,
    })
  },
})

type Details = { error?: { details?: { errors?: { errorCode?: Record<string, unknown> }[] }[] } }

/** Google Ads says which of the two was refused in a code of its own. */
function explain({ body }: Problem): SourceError | undefined {
  const errors = (body as Details | undefined)?.error?.details?.flatMap(({ errors = [] }) => errors) ?? []
  const codes = errors.flatMap(({ errorCode = {} }) => Object.values(errorCode).map(String))
  if (codes.some((code) => /^DEVELOPER_TOKEN_(INVALID|PARAMETER_MISSING|PROHIBITED)$/.test(code)))
    return new SourceError(
      "credentials",
      "Google Ads does not know this developer token. Copy it again from the API Center.",
      "developer-token",
    )
  if (codes.includes("DEVELOPER_TOKEN_NOT_APPROVED"))
    return new SourceError(
      "permission",
      "The developer token is for test accounts only. Apply for Basic access in the API Center of Google Ads.",
      "developer-token-test",
    )
  if (codes.includes("NOT_ADS_USER"))
    return new SourceError("permission", "Whoever signed in has no account of Google Ads. Invite that person there first.", "no-account")
  return undefined
}
