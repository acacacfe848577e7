import "server-only"
import { channelApi } from "../channel/api"
import { channelChecks } from "../channel/checks"
import type { Problem } from "../channel/problem"
import { channelSession } from "../channel/session"
import { signedApi } from "../channel/signed"
import { driver, SourceError } from "../connector"
import { endpointOf } from "../endpoints"
import { once } from "../steps"
import { facebookAds } from "./manifest"
import { graphVersion } from "./version"

type Said = { data?: { permission?: unknown; status?: unknown }[] }

export default driver(facebookAds, {
  async open({ keys, signal, dial }) {
    const tool = { name: facebookAds.name, secret: keys.method === "oauth" ? "sign-in" : "access token" }
    const line = { dial, signal, tool, base: endpointOf("facebook"), explain }
    const api =
      keys.method === "oauth"
        ? signedApi({ ...line, signed: keys.signed })
        : channelApi({ ...line, headers: () => ({ authorization: `Bearer ${keys.accessToken}` }) })
    /** What the person allowed and what was declined stand in one list. */
    const granted = once(async () => {
      const { data } = await api.json<Said>({ path: `/${graphVersion}/me/permissions` })
      return new Set(
        (Array.isArray(data) ? data : []).filter(({ status }) => status === "granted").map(({ permission }) => String(permission)),
      )
    })
    const needed = new Set<string>(facebookAds.permissions.map(({ name }) => name))
    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          identify: once(() => api.json({ path: `/${graphVersion}/me?fields=id` })),
          permissions: facebookAds.permissions,
          held: async (permission) => (await granted()).has(permission),
          remedy: (permission) =>
            keys.method === "oauth"
              ? `Sign in again under Reauthenticate, and allow ${permission} where Facebook asks`
              : `Meta Business Suite, Settings, System users, Generate token: add ${permission}`,
          others: async () => [...(await granted())].filter((one) => !needed.has(one) && one !== "public_profile"),
        }),
      close: api.close,
    })
  },
})

const tooMany = new Set([4, 17, 32, 613, 80_000, 80_004])

/** Facebook says with a number what others say with a status. */
function explain({ body, isPage }: Problem): SourceError | undefined {
  const code = Number((body as { error?: { code?: unknown } } | undefined)?.error?.code)
  if (isPage || !code) return undefined
  if (code === 190 || code === 102)
    return new SourceError(
      "credentials",
      "Facebook no longer accepts this token: it has ended, the password was changed, or it was withdrawn. Sign in again, or enter a new one.",
      "signed-out",
    )
  if (tooMany.has(code))
    return new SourceError("unreachable", "Facebook answers that this account asked too often. Try again in an hour.", "rate")
  return undefined
}
