import "server-only"
import { refresh } from "next/cache"
import type { Verb } from "@/lib/access/verb"
import { type Result, toFailure } from "@/lib/base/errors"
import { report } from "@/lib/base/log"
import { currentContext } from "./context"

/** The door for forms. `key` was made when the form was drawn: a form sent twice acts once. */
export function action<I, O>(verb: Verb<I, O>) {
  return async (input: I, key?: string): Promise<Result<O>> => {
    try {
      const idempotencyKey = typeof key === "string" && /^[\w-]{8,64}$/.test(key) ? key : undefined
      const value = await verb({ ...(await currentContext()), idempotencyKey }, input)
      // Drawing the page again in mid-form could take away what is typed there.
      if (!("jots" in verb || "reads" in verb)) refresh()
      return { ok: true, value }
    } catch (error) {
      return { ok: false, error: toFailure(error, verb.verb, report) }
    }
  }
}
