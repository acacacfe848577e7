import { SourceError } from "../connector"
import type { Reply } from "../http"
import { notGoogle, problemOf, usualProblem } from "./problem"

type Way = "key" | "user"

/** A refusal of the token endpoint as our own sentence. */
export function explainToken({ status, body }: Reply, way: Way): SourceError {
  const { error, text, subtype } = read(body)
  if (status === 429 || status >= 500)
    return new SourceError("unreachable", "Google's sign-in is busy or out of order. Try again in a few minutes.", "backend")
  if (!error) return notGoogle()
  if (/disabled/i.test(`${error} ${text}`))
    return new SourceError(
      "credentials",
      way === "key"
        ? "The service account, or this key of it, is disabled. Enable it in Google Cloud under IAM, Service accounts, or use another."
        : "Google has disabled this user or OAuth client. Enable it in Google Cloud, or use another.",
      "disabled",
    )
  return way === "key" ? explainKey(error, text) : explainUser(error, subtype)
}

function explainKey(error: string, text: string): SourceError {
  if (/short-lived|timeframe|\biat\b/i.test(text))
    return new SourceError(
      "unreachable",
      "Google says that the clock of Patchbay's server is wrong. Ask the operator to set it (NTP), then check again.",
      "clock",
    )
  if (/signature|no (key|pem)|key id/i.test(text))
    return new SourceError(
      "credentials",
      "Google does not accept this key: it was deleted, or it belongs to another service account. Make a new key, and enter it.",
      "key-wrong",
    )
  if (/not found/i.test(text))
    return new SourceError(
      "credentials",
      "There is no such service account: its address is misspelt, or it was deleted. Check the address, or make a new one.",
      "account-gone",
    )
  if (error === "unauthorized_client" || error === "access_denied")
    return new SourceError(
      "credentials",
      "Google does not let this service account sign in here. Check that it is enabled, and that no policy of the organization forbids its keys.",
      "unauthorized",
    )
  return new SourceError("credentials", "Google refuses this service-account key. Check each field against the key file.", "refused")
}

function explainUser(error: string, subtype: string): SourceError {
  if (error === "invalid_client" || error === "deleted_client")
    return new SourceError("credentials", "The client id or the client secret is wrong, or the OAuth client was deleted.", "client-wrong")
  if (subtype === "invalid_rapt")
    return new SourceError(
      "credentials",
      "The organization of this user asks for a new sign-in after some hours. Use a service account instead.",
      "session-control",
    )
  if (error === "unauthorized_client")
    return new SourceError(
      "credentials",
      "The refresh token was given to another OAuth client. Enter the two that belong together.",
      "unauthorized",
    )
  return new SourceError(
    "credentials",
    "The consent has expired or was withdrawn: Google no longer accepts the refresh token. Give the consent again, and enter the new one.",
    "revoked",
  )
}

/** A refusal to lend the other account's identity. */
export function explainImpersonation(reply: Reply, { from, to }: { from: string; to: string }): SourceError {
  const problem = problemOf(reply)
  const usual = usualProblem(problem, { name: "IAM Service Account Credentials API", id: "iamcredentials.googleapis.com" })
  if (usual) return usual
  if (problem.reason === "") return notGoogle()
  if (problem.status === 403 || problem.status === 404)
    return new SourceError(
      "permission",
      `${from} may not act as ${to}, or there is no such account. Let it: gcloud iam service-accounts add-iam-policy-binding ${to} --member=serviceAccount:${from} --role=roles/iam.serviceAccountTokenCreator`,
      "impersonation",
    )
  return new SourceError("credentials", `Google refuses to sign in as ${to}. Check its address.`, "target")
}

function read(body: Buffer): { error: string; text: string; subtype: string } {
  try {
    const { error, error_description, error_subtype } = JSON.parse(body.toString("utf8")) as Record<string, unknown>
    return { error: said(error), text: said(error_description), subtype: said(error_subtype) }
  } catch {
    return { error: "", text: "", subtype: "" }
  }
}
const said = (value: unknown) => (typeof value === "string" ? value : "")
