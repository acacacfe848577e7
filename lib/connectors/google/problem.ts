import { SourceError } from "../connector"
import type { Reply } from "../http"

/** What one of Google's interfaces said when it refused. `text` is for recognising a case and is never shown, stored or logged. */
export type Problem = { status: number; reason: string; text: string }

type Envelope = {
  error?: { message?: unknown; status?: unknown; errors?: { reason?: unknown }[]; details?: { reason?: unknown }[] }
}

/** Reads the usual error of Google's interfaces. A page in HTML has no reason. */
export function problemOf({ status, body }: Reply): Problem {
  try {
    const { error } = JSON.parse(body.toString("utf8")) as Envelope
    const disabled = error?.details?.some(({ reason }) => reason === "SERVICE_DISABLED")
    const reason = disabled ? "accessNotConfigured" : (error?.errors?.[0]?.reason ?? error?.status ?? "")
    return { status, reason: String(reason), text: String(error?.message ?? "") }
  } catch {
    return { status, reason: "", text: "" }
  }
}

const temporary = new Set(["rateLimitExceeded", "userRateLimitExceeded", "backendError", "internalError"])
export const isTemporary = ({ status, reason }: Problem): boolean => status === 429 || status >= 500 || temporary.has(reason)

/** What is the same for all of Google's interfaces; nothing where the platform has to say more. */
export function usualProblem({ status, reason }: Problem, api: { name: string; id: string; project?: string }): SourceError | undefined {
  if (status === 401)
    return new SourceError("credentials", "Google no longer accepts this sign-in. Enter a new key, or give the consent again.", "token")
  if (reason === "accessNotConfigured")
    return new SourceError(
      "unsupported",
      `The ${api.name} is switched off in the project. Switch it on: gcloud services enable ${api.id}${api.project ? ` --project=${api.project}` : ""}`,
      "api-off",
    )
  if (status === 429 || reason === "rateLimitExceeded" || reason === "userRateLimitExceeded")
    return new SourceError("unreachable", "Google answers that there were too many requests. Try again in a few minutes.", "rate")
  if (status >= 500 || reason === "backendError" || reason === "internalError")
    return new SourceError("unreachable", "Google answers that it has a fault of its own. Try again in a few minutes.", "backend")
  return undefined
}

/** An answer that is no error of Google's interfaces at all. */
export const notGoogle = () =>
  new SourceError("unreachable", "Something that is not Google answered. Check any proxy on the way to Google.", "not-google")
