import pino from "pino"
import { env } from "./env"
import { newId } from "./ids"

export const log = pino({ level: env().LOG_LEVEL, base: { pid: process.pid } })

/** A failed statement names every value that was bound to it, people and hashes among them: those are not for the log. */
export function bare<E>(error: E): E | Error {
  if (!(error instanceof Error)) return error
  const at = "params" in error ? error.message.indexOf("\nparams: ") : -1
  if (at < 0) return error
  const told = new Error(error.message.slice(0, at), { cause: error.cause })
  told.stack = error.stack?.replace(error.message, () => told.message)
  return told
}

/** Writes an unexpected error down and answers the reference that the person sees. Of what a driver said only the code: its words may quote secrets. */
export function report(during: string, thrown: unknown): string {
  const reference = newId("req")
  const error = bare(thrown)
  const { name, message, stack } = error instanceof Error ? error : { name: "unknown", message: String(error), stack: undefined }
  const driver = error instanceof Error && error.cause instanceof Error ? (error.cause as Error & { code?: unknown }) : undefined
  const cause = driver && `${driver.name} ${driver.code ?? ""}`.trim()
  log.error({ reference, during, name, message, cause, stack }, "fault")
  return reference
}
