import "server-only"
import * as oauth from "oauth4webapi"
import { SourceError } from "../connector"
import { clientVariable } from "./client"

type Platform = { id: string; name: string }

const again = ({ name }: Platform) =>
  new SourceError(
    "credentials",
    `${name} no longer accepts this sign-in: it was withdrawn, has ended, or was used before. Sign in again under Reauthenticate.`,
    "sign-in-again",
  )

/** Nothing is wrong with the person's consent, so nothing is said against it. */
const ourClient = ({ id, name }: Platform) =>
  new SourceError(
    "unreachable",
    `${name} does not accept Patchbay's own client. Ask the operator of Patchbay to compare ${clientVariable(id)} with what is registered at ${name}.`,
    "client",
  )

const outage = ({ name }: Platform) =>
  new SourceError("unreachable", `The sign-in of ${name} is out of order. Try again in a few minutes.`, "sign-in-down")

/** A refusal of the token endpoint in our words. The platform's own text is neither kept nor shown. */
export async function explainGrant(error: unknown, platform: Platform): Promise<unknown> {
  if (error instanceof oauth.ResponseBodyError) return explainCode(error.error, error.status, platform)
  if (error instanceof oauth.WWWAuthenticateChallengeError) return ourClient(platform)
  if (error instanceof oauth.OperationProcessingError) return odd(error, platform)
  if (error instanceof oauth.UnsupportedOperationError) return outage(platform)
  return error
}

export function explainCode(code: string, status: number, platform: Platform): SourceError {
  if (status === 429 || status >= 500 || code === "temporarily_unavailable" || code === "server_error") return outage(platform)
  if (code === "invalid_client" || code === "unauthorized_client" || code === "invalid_client_id") return ourClient(platform)
  // Also where the address to come back to was not the one that is registered.
  if (code === "redirect_uri_mismatch") return ourClient(platform)
  return again(platform)
}

/** A platform that does not speak as the standard says still says no with a status. */
async function odd({ cause }: oauth.OperationProcessingError, platform: Platform): Promise<SourceError> {
  if (!(cause instanceof Response) || cause.status === 429 || cause.status >= 500 || cause.status < 400) return outage(platform)
  return cause.headers.get("content-type")?.includes("json") ? again(platform) : outage(platform)
}
