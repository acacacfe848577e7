import * as z from "zod"

export type ErrorCode = "unauthenticated" | "forbidden" | "not_found" | "conflict" | "invalid" | "limited" | "unavailable"

/** The only error that a verb throws on purpose. Its message is written for the person on the other side. */
export class AppError extends Error {
  override name = "AppError"
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields: Record<string, string[]> = {},
    /** Facts the screen may need to help, e.g. the row's present state after a conflict. Never a secret. */
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

export type Failure = {
  code: ErrorCode | "internal"
  message: string
  fields: Record<string, string[]>
  facts?: Record<string, unknown>
  /** Shown beside an internal error, so that the person and the log speak of the same event. */
  reference?: string
}
export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }

/** What a stranger may learn from an error: everything if we meant it, nothing if we did not. */
export function toFailure(error: unknown, during: string, report: (during: string, error: unknown) => string): Failure {
  if (error instanceof AppError) return { code: error.code, message: error.message, fields: error.fields, facts: error.facts }
  if (error instanceof z.ZodError) return { code: "invalid", message: "Check the highlighted fields.", fields: fieldsOf(error) }
  return {
    code: "internal",
    message: "This could not be done because of a fault on our side. Nothing was changed. Try again.",
    fields: {},
    reference: report(during, error),
  }
}

function fieldsOf(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const issue of error.issues) {
    const key = issue.path.join(".") || "form"
    fields[key] = [...(fields[key] ?? []), issue.message]
  }
  return fields
}
