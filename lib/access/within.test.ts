import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { teams } from "@/db/schema"
import { AppError } from "@/lib/base/errors"
import { closePools, pool, world } from "@/test/world"
import type { Context } from "./context"
import { arriving, reading } from "./within"

afterAll(closePools)

/** The number of the transaction that asks. */
const transactionOf = async ({ db }: Pick<Context, "db">): Promise<string> => {
  const [row] = await db.execute<{ id: string }>(sql`select pg_current_xact_id()::text as id`)
  return row?.id ?? ""
}
const fault = ({ db }: Context) => db.execute(sql`select 1 / 0`)
const outcome = async (work: Promise<unknown>) =>
  work.then(String, (error: Error) => (error.cause as Error | undefined)?.message ?? error.message)

test("reads asked together share one transaction, and one asked later has its own", () =>
  world(async ({ home }) => {
    const ctx = home.as("owner")
    const [first, second] = await Promise.all([reading(ctx, transactionOf), reading(ctx, transactionOf)])
    expect(second).toBe(first)
    expect(await reading(ctx, transactionOf)).not.toBe(first)
  }))

test("contexts never share: each transaction sees its own tenant alone", () =>
  world(async ({ home, elsewhere }) => {
    const idsOf = async ({ db }: Context) => (await db.select({ id: teams.id }).from(teams)).map(({ id }) => id).sort()
    const both = [reading(home.as("owner"), idsOf), reading(elsewhere.as("owner"), idsOf)]
    expect(await Promise.all(both)).toEqual([Object.values(home.teams).sort(), Object.values(elsewhere.teams).sort()])
  }))

test("a refusal of one read leaves the others alone", () =>
  world(async ({ home }) => {
    const ctx = home.as("marketer")
    const refused = reading(ctx, () => Promise.reject(new AppError("not_found", "This connection does not exist.")))
    const answered = reading(ctx, transactionOf)
    await expect(refused).rejects.toMatchObject({ code: "not_found" })
    expect(await answered).toMatch(/^\d+$/)
  }))

test("what the database refuses reaches who asked for it, and the next read begins anew", () =>
  world(async ({ home }) => {
    const ctx = home.as("owner")
    const after = reading(ctx, async (inside) => {
      await fault(inside).catch(() => {})
      return transactionOf(inside)
    })
    expect(await outcome(Promise.all([reading(ctx, fault), after]))).toMatch(/division by zero|aborted/)
    expect(await reading(ctx, transactionOf)).toMatch(/^\d+$/)
  }))

test("a transaction that cannot be opened fails every read that waits for it", () =>
  world(async ({ home }) => {
    const closed = { transaction: () => Promise.reject(new Error("no connection")) }
    const ctx = { ...home.as("owner"), db: closed as unknown as Context["db"] }
    const both = [reading(ctx, transactionOf), reading(ctx, transactionOf)]
    expect(await Promise.all(both.map(outcome))).toEqual(["no connection", "no connection"])
  }))

test("who asks is found in the transaction in which their first reads run", () =>
  world(async ({ home }) => {
    const ctx = home.as("owner")
    let found = ""
    const came = await arriving(ctx.db, home.people.owner, async (tx) => {
      found = await transactionOf({ db: tx })
      return ctx
    })
    const reads = [reading(came, transactionOf), reading(came, ({ db }) => db.select().from(teams))]
    expect(await Promise.all(reads)).toMatchObject([found, { length: 2 }])
    expect(await reading(came, transactionOf)).not.toBe(found)
  }))

test("finding who asks sees that person's rows only, and another's after looking as them", () =>
  world(async ({ home, elsewhere }) => {
    const mine = sql`select user_id from memberships`
    await arriving(home.as("owner").db, home.people.owner, async (tx, lookAs) => {
      expect(await tx.execute(mine)).toEqual([{ user_id: home.people.owner }])
      await lookAs(elsewhere.people.marketer, elsewhere.id)
      expect(await tx.execute(sql`select id from teams`)).toHaveLength(2)
      return home.as("owner")
    })
  }))

test("a stranger is refused before anything is read, and gives the connection back", () =>
  world(async ({ home }) => {
    const { db } = pool("web")
    const nobody = () => arriving(db, home.people.owner, () => Promise.reject(new AppError("not_found", "This page does not exist.")))
    const many = await Promise.allSettled(Array.from({ length: 12 }, nobody))
    expect(many.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => "rejected"))
    expect(await reading(home.as("owner"), transactionOf)).toMatch(/^\d+$/)
  }))

test("a fault after the arrival is the read's, not the arrival's", () =>
  world(async ({ home }) => {
    const ctx = home.as("owner")
    const came = await arriving(ctx.db, home.people.owner, async () => ctx)
    expect(await outcome(reading(came, fault))).toMatch(/division by zero/)
  }))
