import { manifestOf, type PlatformId } from "./manifests"
import type { Pasted } from "./paste"

/** The platforms whose form takes a Google key file; the first where no such form is open. */
const takers = ["bigquery", "gcs", "google-cloud"] as const satisfies readonly PlatformId[]

/** A Google file as answers, or what it is instead; nothing when it is no Google file. Only four of its fields are ever looked at. */
export function fromGoogle(file: Record<string, unknown>, open: string | undefined): Pasted | undefined {
  const { type, installed, web } = file
  if (type === "service_account") return fromKey(file, open)
  if (type === "authorized_user")
    return {
      instead: "This is a Google user's own login (authorized_user). Patchbay never asks for it. Paste the key file of a service account.",
    }
  if (type === "external_account" || type === "external_account_authorized_user")
    return {
      instead:
        "This is a Google workload identity file (external_account), which Patchbay does not sign in with. Paste the key file of a service account.",
    }
  if (type === "impersonated_service_account")
    return {
      instead:
        "This is a login of gcloud (impersonated_service_account). Paste the key file of a service account, and choose the impersonated service account as the method.",
    }
  if (installed || web)
    return {
      instead:
        "This is an OAuth client file. It signs nobody in by itself: choose OAuth user as the method, and enter its client id and secret with a refresh token.",
    }
  return undefined
}

function fromKey({ client_email, private_key, private_key_id, project_id }: Record<string, unknown>, open: string | undefined): Pasted {
  const whole = [client_email, private_key, private_key_id].every((value) => typeof value === "string" && value !== "")
  if (!whole)
    return {
      instead:
        "This service-account key is not whole: client_email, private_key or private_key_id is missing. Make a new key in Google Cloud.",
    }
  const platform = takers.find((id) => id === open) ?? takers[0]
  const asksProject = Object.hasOwn(manifestOf(platform).settings, "project") && typeof project_id === "string"
  return {
    platform,
    settings: asksProject ? { project: project_id } : {},
    method: "service-account",
    keys: { clientEmail: String(client_email), privateKey: String(private_key), privateKeyId: String(private_key_id) },
    notes: ["Only the fields that are needed were taken from the key file. Delete the file when the connection works."],
  }
}
