import * as z from "zod"
import { secret, text } from "../fields"

const accountAddress = (label: string, placeholder: string, help?: string) => ({
  ...text(label, { placeholder, ...(help ? { help } : {}) }),
  schema: z
    .string()
    .trim()
    .regex(
      /^[a-z0-9][a-z0-9-]*@([a-z0-9.-]+\.)?[a-z0-9-]+\.gserviceaccount\.com$/,
      `${label}: enter the address of a service account, such as ${placeholder}.`,
    ),
})

const wrongPem = "Paste the private key whole, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----."
const privateKey = {
  label: "Private key",
  input: "long secret",
  help: "The private_key of the key file. Only it is kept, never the whole file.",
  schema: z
    .string()
    .max(20_000, "Private key is too long.")
    .transform((typed) => typed.replaceAll("\\n", "\n").trim())
    .pipe(z.string().regex(/^-----BEGIN PRIVATE KEY-----\s[A-Za-z0-9+/=\s]+\s-----END PRIVATE KEY-----$/, wrongPem)),
} as const

const accountKey = {
  clientEmail: accountAddress("Service account", "patchbay@my-project.iam.gserviceaccount.com", "The client_email of the key file."),
  privateKeyId: text("Key id", { help: "The private_key_id of the key file." }),
  privateKey,
}

/** The ways into Google's interfaces. Never a whole file: only the fields that are used are asked for and sealed. */
export const googleMethods = {
  "service-account": {
    label: "Service-account key",
    help: "Use a service account of its own, with nothing but read-only roles.",
    docs: "https://cloud.google.com/iam/docs/keys-create-delete",
    fields: accountKey,
  },
  impersonation: {
    label: "Impersonated service account",
    help: "A key of one service account that may act as another. Only the other one needs the roles on the data.",
    docs: "https://cloud.google.com/iam/docs/service-account-impersonation",
    fields: {
      ...accountKey,
      target: accountAddress("Service account to impersonate", "reader@my-project.iam.gserviceaccount.com"),
    },
  },
  oauth: {
    label: "OAuth user",
    help: "Reads as the person who gave the consent. A service account is safer: it outlives people.",
    docs: "https://developers.google.com/identity/protocols/oauth2/web-server",
    fields: {
      clientId: text("Client id", { placeholder: "1234-abc.apps.googleusercontent.com" }),
      clientSecret: secret("Client secret"),
      refreshToken: secret("Refresh token"),
    },
  },
} as const

/** Who reads, as a short name: what a sealed secret is bound to and what scripts are written for. */
export function googleReader({ target, clientEmail, clientId }: Partial<Record<string, unknown>>): string | undefined {
  const name = target || clientEmail || (clientId ? `user of ${String(clientId)}` : undefined)
  return typeof name === "string" && name.trim() ? name.trim() : undefined
}

/** @public How Google's policies name that reader; a placeholder where it is not known yet. */
export function googleMember(keys: Partial<Record<string, unknown>>): string {
  if (keys.clientId) return "user:{email}"
  return `serviceAccount:${googleReader(keys) ?? "{service-account}"}`
}
