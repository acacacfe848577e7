import "server-only"
import { headers } from "next/headers"
import { unstable_rethrow } from "next/navigation"
import type * as z from "zod"
import { type Database, database } from "@/db/client"
import { keepable } from "@/lib/access/keepable"
import { AppError, type Failure, type Result, toFailure } from "@/lib/base/errors"
import { report } from "@/lib/base/log"
import type { Session } from "@/lib/sessions/find"
import type { Visit } from "@/lib/sessions/open"
import { currentSession } from "./session"
import { visitOf } from "./visit"

export type Visitor = Visit & { db: Database }
export type Oneself = Session & { db: Database }

/** What a form outside the organizations shows again: the failure, and what was typed except secrets. */
export type FormState = { failure?: Failure; typed?: Record<string, string> }

/** The door for a stranger's form: sign-in and the one-use links. It works before the page's script has come. */
export function visitorForm<S extends z.ZodType>(during: string, input: S, run: (visitor: Visitor, input: z.output<S>) => Promise<void>) {
  return async (_before: FormState, form: FormData): Promise<FormState> => {
    const said = Object.fromEntries(
      [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string" && !entry[0].startsWith("$")),
    )
    try {
      await run({ db: database(), ...visitOf(await headers()) }, keepable(input.parse(said)))
      return {}
    } catch (error) {
      unstable_rethrow(error)
      const typed = Object.fromEntries(Object.entries(said).filter(([name]) => !/password/i.test(name)))
      return { failure: toFailure(error, during, report), typed }
    }
  }
}

/** The door for what a person does with their own account, whatever organizations they are in. */
export function ownAction<S extends z.ZodType, O>(during: string, input: S, run: (oneself: Oneself, input: z.output<S>) => Promise<O>) {
  return async (said: z.input<S>): Promise<Result<O>> => {
    try {
      const session = await currentSession()
      if (!session) throw new AppError("unauthenticated", "Sign in to continue.")
      return { ok: true, value: await run({ db: database(), ...session }, keepable(input.parse(said))) }
    } catch (error) {
      unstable_rethrow(error)
      return { ok: false, error: toFailure(error, during, report) }
    }
  }
}

/** The same for a stranger who stays on the page, e.g. a dialog in which one signs in again. */
export function visitorAction<S extends z.ZodType, O>(during: string, input: S, run: (visitor: Visitor, input: z.output<S>) => Promise<O>) {
  return async (said: z.input<S>): Promise<Result<O>> => {
    try {
      return { ok: true, value: await run({ db: database(), ...visitOf(await headers()) }, keepable(input.parse(said))) }
    } catch (error) {
      unstable_rethrow(error)
      return { ok: false, error: toFailure(error, during, report) }
    }
  }
}

/** For pages that stand outside the organizations. */
export const look = <A extends unknown[], O>(ask: (db: Database, ...rest: A) => O, ...rest: A): O => ask(database(), ...rest)
