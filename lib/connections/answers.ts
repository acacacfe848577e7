import "server-only"
import { AppError } from "@/lib/base/errors"
import { type Manifest, SourceError } from "@/lib/connectors/connector"
import { schemaOf } from "@/lib/connectors/fields"
import { canonicalHost } from "@/lib/egress/host"

type Answers = Record<string, unknown>
type Fields = Record<string, string[]>

const check = "Check the highlighted fields."

/** Settings and keys as the platform understands them; every wrong one is named at once. */
export function parseAnswers(manifest: Manifest, method: string, answers: { settings: Answers; keys: Answers }) {
  const chosen = Object.hasOwn(manifest.methods, method) ? manifest.methods[method] : undefined
  if (!chosen) throw new AppError("invalid", "Choose a way to sign in.", { method: ["Choose a way to sign in."] })
  const fields: Fields = {}
  const settings = parsed("settings", manifest.settings, answers.settings, fields)
  const keys = parsed("keys", chosen.fields, answers.keys, fields)
  if (manifest.dials && typeof settings.host === "string") settings.host = oneSpelling(settings.host, fields)
  if (Object.keys(fields).length > 0) throw new AppError("invalid", check, fields)
  return { settings, keys: { method, ...keys } }
}

/** Where people sign in at the platform itself, nothing that is typed here is a sign-in. */
export function refuseUnsigned({ name, methods }: Manifest, method: string): void {
  if (methods[method]?.consent)
    throw new AppError("invalid", `Sign in with ${name}.`, { method: [`This way signs in at ${name} itself. Use the button for it.`] })
}

export function parseKeys(manifest: Manifest, method: string, keys: Answers) {
  const fields: Fields = {}
  const chosen = manifest.methods[method]
  const known = parsed("keys", chosen?.fields ?? {}, keys, fields)
  if (Object.keys(fields).length > 0) throw new AppError("invalid", check, fields)
  return { method, ...known }
}

function parsed(prefix: string, questions: Manifest["settings"], answers: Answers, fields: Fields): Answers {
  const result = schemaOf(questions).safeParse(answers)
  if (result.success) return result.data
  for (const { path, message } of result.error.issues) {
    const key = [prefix, ...path].join(".")
    fields[key] = [...(fields[key] ?? []), message]
  }
  return {}
}

function oneSpelling(host: string, fields: Fields): string {
  try {
    return canonicalHost(host)
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    fields["settings.host"] = [error.message]
    return host
  }
}
