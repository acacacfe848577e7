import pino from "pino"
import { env } from "./env"
import { newId } from "./ids"

export const log = pino({ level: env().LOG_LEVEL, base: { pid: process.pid } })

/** Writes an unexpected error down and answers the reference that the person sees. Causes from drivers are not logged: they may quote secrets. */
export function report(during: string, error: unknown): string {
  const reference = newId("req")
  const { name, message, stack } = error instanceof Error ? error : { name: "unknown", message: String(error), stack: undefined }
  const cause = error instanceof Error && error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined
  log.error({ reference, during, name, message, cause, stack }, "fault")
  return reference
}
