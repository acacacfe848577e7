import "server-only"
import { SourceError } from "../connector"
import { lineOf, type SignIn } from "../consent/sign-in"
import { endpointOf } from "../endpoints"
import { loginHost } from "./settings"

/** A customer's own host: the access token is shown to no other. */
const own = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.(my\.)?salesforce\.com$/

export function salesforceSignIn(settings: Record<string, unknown>): SignIn {
  const template = endpointOf("salesforce")
  const base = template.replace("{host}", loginHost(settings))
  return {
    issuer: base,
    authorize: `${base}/services/oauth2/authorize`,
    token: `${base}/services/oauth2/token`,
    revoke: `${base}/services/oauth2/revoke`,
    read({ instance_url, id }) {
      const said = lineOf(instance_url) ?? ""
      // The operator's address stands for all of Salesforce.
      const instance = template.includes("{host}") ? said : base
      if (!own.test(instance) && instance !== base)
        throw new SourceError("unreachable", "Salesforce answered with a host that is not its own. Try again later.", "instance")
      return { account: lineOf(id), facts: { instance } }
    },
  }
}
