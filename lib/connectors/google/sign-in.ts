import "server-only"
import { lineOf, type SignIn } from "../consent/sign-in"
import { endpointOf } from "../endpoints"

/** Google's sign-in for people. To give back one token there ends every other sign-in of that person with the same client: it is not done. */
export const googleSignIn = (): SignIn => ({
  issuer: endpointOf("google-consent"),
  authorize: `${endpointOf("google-consent")}/o/oauth2/v2/auth`,
  token: `${endpointOf("google-token")}/token`,
  read: (_, claims) => ({ account: lineOf(claims?.sub), facts: {} }),
})
