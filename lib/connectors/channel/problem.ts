import { SourceError } from "../connector"
import type { Reply } from "../http"
import { plural } from "../steps"

/** A tool as our sentences call it: its name, and its own word for the secret, e.g. "API key". */
export type Tool = { name: string; secret: string }

/** What a tool said when it refused. `body` only tells the cases apart; it is never shown, stored or logged. */
export type Problem = { status: number; body: unknown; isPage: boolean; seconds: number | undefined }

export function problemOf({ status, headers, body }: Reply): Problem {
  const text = body.toString("utf8")
  const seconds = Number(headers["retry-after"])
  return {
    status,
    body: parsed(text),
    isPage: /^\s*</.test(text) || String(headers["content-type"] ?? "").includes("html"),
    seconds: seconds > 0 ? Math.ceil(seconds) : undefined,
  }
}

export const isBusy = ({ status }: Problem): boolean => status === 429 || status >= 500

/** What a refusal means in all tools; a driver looks first for what only its own tool says. */
export function usualRefusal({ name, secret }: Tool, { status, isPage, seconds }: Problem): SourceError {
  if (status === 429)
    return new SourceError(
      "unreachable",
      `${name} answers that there were too many requests. Try again in ${seconds ? plural(seconds, "second") : "a few minutes"}.`,
      "rate",
    )
  if (status >= 500)
    return new SourceError("unreachable", `${name} answers that it has a fault of its own. Try again in a few minutes.`, "backend")
  if (isPage || status < 400) return notTheTool(name)
  if (status === 401) return refusedKey({ name, secret })
  if (status === 403)
    return new SourceError(
      "permission",
      `${name} does not let this ${secret} do this. A scope is missing, or an address list.`,
      "forbidden",
    )
  if (status === 404)
    return new SourceError("missing", `${name} has nothing at this address. Check the settings of the connection.`, "nothing")
  return new SourceError("unsupported", `${name} refused this request. If it happens again, tell the operator.`, "refused")
}

export const refusedKey = ({ name, secret }: Tool) =>
  new SourceError("credentials", `${name} does not accept this ${secret}. It was deleted, has ended, or was not copied whole.`, "key")

const notTheTool = (name: string) =>
  new SourceError("unreachable", `Something that is not ${name} answered. Check any proxy on the way.`, "not-the-tool")

/** An answer without what the tool's documentation promises. */
export const otherForm = () =>
  new SourceError("unsupported", "The tool answered in a form that Patchbay does not know. If it happens again, tell the operator.", "form")

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
