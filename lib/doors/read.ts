import "server-only"
import { headers } from "next/headers"
import { forbidden, notFound, redirect } from "next/navigation"
import { cache } from "react"
import type { Query } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { bare } from "@/lib/base/log"
import { paths } from "@/lib/base/paths"
import { currentContext } from "./context"

const once = cache(async (verb: Query<never, unknown>, said: string): Promise<unknown> => {
  return verb(await currentContext(), JSON.parse(said) as never)
})

/** The door for pages. What a page asks and its frame too is asked once a request. */
export async function read<I, O>(verb: Query<I, O>, input: I): Promise<O> {
  return answer(() => once(verb as Query<never, unknown>, JSON.stringify(input)) as Promise<O>)
}

/** Turns a refusal into the page that says it. */
export async function answer<O>(ask: () => Promise<O>): Promise<O> {
  try {
    return await ask()
  } catch (error) {
    // The framework writes down whatever a page throws.
    if (!(error instanceof AppError)) throw bare(error)
    if (error.code === "unauthenticated") redirect(paths.signIn((await headers()).get("x-patchbay-path") ?? undefined))
    if (error.code === "not_found") notFound()
    if (error.code === "forbidden") forbidden()
    throw error
  }
}
