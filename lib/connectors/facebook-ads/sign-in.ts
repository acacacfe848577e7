import "server-only"
import { now } from "../../base/clock"
import { explainCode } from "../consent/refusals"
import type { SignIn } from "../consent/sign-in"
import { endpointOf } from "../endpoints"
import { jsonOf } from "../http"
import { graphVersion } from "./version"

const hour = 3_600

/**
 * Facebook renews nothing: the short token of a sign-in is exchanged once for one that lives about sixty days. Then the person signs in again.
 * To give it back would end every sign-in of that person with the same client: it is not done.
 */
export const facebookSignIn = (): SignIn => {
  const token = `${endpointOf("facebook")}/${graphVersion}/oauth/access_token`
  return {
    issuer: endpointOf("facebook-consent"),
    authorize: `${endpointOf("facebook-consent")}/${graphVersion}/dialog/oauth`,
    token,
    async lengthen(http, client, tokens) {
      const form = {
        grant_type: "fb_exchange_token",
        client_id: client.id,
        client_secret: client.secret,
        fb_exchange_token: tokens.accessToken,
      }
      const reply = await http.ask({
        url: token,
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: new URLSearchParams(form).toString(),
        timeoutMs: 15_000,
      })
      const { access_token: longer, expires_in: seconds } = reply.status === 200 ? jsonOf<Record<string, unknown>>(reply) : {}
      if (typeof longer !== "string" || !/^[\x21-\x7e]{1,8192}$/.test(longer))
        throw explainCode("invalid_grant", reply.status, { id: "facebook-ads", name: "Facebook" })
      return { ...tokens, accessToken: longer, endsAt: now().getTime() + (Number(seconds) || 24 * hour) * 1_000 }
    },
  }
}
