import "server-only"
import { calculatePKCECodeChallenge } from "oauth4webapi"
import { required } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"
import { paths } from "@/lib/base/paths"
import type { Manifest } from "@/lib/connectors/connector"
import { clientOf, clientVariable } from "@/lib/connectors/consent/client"
import { signInOf } from "@/lib/connectors/consent/sign-ins"
import { manifests } from "@/lib/connectors/manifests"
import { consentFailureOf } from "./model"

/** Where a platform sends people back to: one address each, so that the answer of one is never taken for another's (RFC 9700, 4.4). */
export const callbackOf = (platform: string): string => new URL(paths.api.consent(platform), new URL(required("PATCHBAY_URL")).origin).href

export type ConsentFacts = {
  /** Platforms whose own sign-in the operator has not set up, with what is to be set. */
  notSetUp: Record<string, string>
  /** Why the person is back without having connected anything. */
  failure?: string
}

/** What a form must know beforehand. `failure` is the word in its address. */
export const consentFacts = (failure?: string): ConsentFacts => ({
  notSetUp: Object.fromEntries(Object.keys(manifests).flatMap((id) => (clientOf(id) ? [] : [[id, clientVariable(id)]]))),
  failure: consentFailureOf(failure),
})

export function demandClient({ id, name }: Pick<Manifest, "id" | "name">): string {
  const client = clientOf(id)
  if (client) return client.id
  const how = `The operator registers Patchbay at ${name} and sets ${clientVariable(id)}.`
  throw new AppError("unavailable", `The sign-in with ${name} is not set up here. ${how}`, { method: [how] })
}

type Asked = { manifest: Manifest; method: string; settings: Record<string, unknown>; state: string; verifier: string }

/** The address at the platform where the person is asked. */
export async function wayTo({ manifest, method, settings, state, verifier }: Asked): Promise<string> {
  const consent = manifest.methods[method]?.consent
  if (!consent) throw new AppError("invalid", "This way has no sign-in at the platform.", { method: ["Choose a way to sign in."] })
  const address = new URL(signInOf(manifest, settings).authorize)
  const said = {
    ...consent.extra,
    response_type: "code",
    client_id: demandClient(manifest),
    redirect_uri: callbackOf(manifest.id),
    scope: consent.scopes.map(({ name }) => name).join(" "),
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  }
  for (const [name, value] of Object.entries(said)) address.searchParams.set(name, value)
  return address.href
}
