import "server-only"
import type * as z from "zod"
import { AppError } from "@/lib/base/errors"
import type { Context } from "./context"
import { keepable } from "./keepable"
import { once } from "./once"
import { keepPace } from "./pace"
import { may, type VerbName } from "./permissions"
import { record } from "./record"
import { reading, within } from "./within"

/** A thing that the house can do: callable from a page, a form, an HTTP client or a job, always by the same rules. */
export type Verb<Input, Output> = {
  (ctx: Context, input: Input): Promise<Output>
  readonly verb: VerbName
}
/** A verb that changes nothing. Only these may be said by a GET. */
export type Query<Input, Output> = Verb<Input, Output> & { readonly reads: true }

type Run<S extends z.ZodType, Output> = (ctx: Context, input: z.output<S>) => Promise<Output>
/** What a write answers: the row it was about, and what the audit log should say beside it. `audit` never leaves the kernel. */
export type Written = { id: string; audit?: Record<string, unknown> }
type Answer<Output> = Omit<Output, "audit">

/** Reads, in one transaction under row-level security. */
export const query = <S extends z.ZodType, Output>(name: VerbName, input: S, run: Run<S, Output>): Query<z.input<S>, Output> =>
  Object.assign(
    define(name, input, (ctx: Context, value: z.output<S>) => reading(ctx, (inside) => run(inside, value))),
    { reads: true } as const,
  )

/** Writes, in one transaction, with one line in the audit log that is kept or lost together with the change. */
export const command = <S extends z.ZodType, Output extends Written>(
  name: VerbName,
  input: S,
  run: Run<S, Output>,
): Verb<z.input<S>, Answer<Output>> =>
  define(name, input, (ctx: Context, value: z.output<S>) => written(ctx, name, value, (inside) => run(inside, value)))

/** A write that no screen shows. */
export type Jotting<Input, Output> = Verb<Input, Output> & { readonly jots: true }

/** Writes what is only on one person's own desk, such as a half-filled form: in one transaction, without a line in the audit log. */
export const jotting = <S extends z.ZodType, Output>(name: VerbName, input: S, run: Run<S, Output>): Jotting<z.input<S>, Output> =>
  Object.assign(
    define(name, input, (ctx: Context, value: z.output<S>) => {
      refuseOnlooker(ctx, name)
      return within(ctx, (inside) => run(inside, value))
    }),
    { jots: true } as const,
  )

/**
 * Goes out of the house and comes back: `go` may wait on the world and holds no transaction, `settle` writes what it learnt. `go` opens
 * its own short transactions with `within`.
 */
export const errand = <S extends z.ZodType, News, Output extends Written>(
  name: VerbName,
  input: S,
  { go, settle }: { go: Run<S, News>; settle: (ctx: Context, news: News) => Promise<Output> },
): Verb<z.input<S>, Answer<Output>> =>
  define(name, input, async (ctx: Context, value: z.output<S>) => {
    refuseOnlooker(ctx, name)
    const news = await go(ctx, value)
    return written(ctx, name, value, (inside) => settle(inside, news))
  })

function define<S extends z.ZodType, Output>(name: VerbName, input: S, run: Run<S, Output>): Verb<z.input<S>, Output> {
  const verb = async (ctx: Context, raw: z.input<S>) => {
    if (!may(ctx.actor.role, name))
      throw new AppError("forbidden", "Your role does not allow this. Ask an owner or admin of the organization.")
    await keepPace(ctx, name)
    return run(ctx, keepable(input.parse(raw)))
  }
  return Object.assign(verb, { verb: name })
}

/** Who looks at the organization as another member only looks. */
function refuseOnlooker({ actor }: Context, verb: VerbName): void {
  if (actor.kind === "user" && actor.seenBy && verb !== "member.stopViewing")
    throw new AppError("forbidden", `You are looking at Patchbay as ${actor.name} and can change nothing. Stop viewing first.`)
}

function written<Output extends Written>(
  ctx: Context,
  verb: VerbName,
  input: unknown,
  write: (ctx: Context) => Promise<Output>,
): Promise<Answer<Output>> {
  refuseOnlooker(ctx, verb)
  return within(ctx, (inside) =>
    once(inside, verb, input, async () => {
      const { audit, ...answer } = await write(inside)
      await record(inside, { verb, subject: answer.id, detail: audit })
      return answer
    }),
  )
}
