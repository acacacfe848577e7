import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { type Database, open } from "./client"

/** A pool of one connection, so that what it remembers can be asked of it. */
async function onOne(story: (db: Database) => Promise<void>, url = process.env.TEST_WEB_URL ?? "") {
  const { db, sql: client } = open(url, 1)
  try {
    await story(db)
  } finally {
    await client.end({ timeout: 2 })
  }
}

const ask = async (db: Database, said: string) => (await db.execute<{ said: string }>(sql`select ${said}::text as said`))[0]?.said
const remembered = async (db: Database) =>
  db.execute(sql`select (generic_plans + custom_plans)::int as uses from pg_prepared_statements where statement like '%as said'`)

test("a statement is parsed once a connection, in a transaction and in a part of one as well", () =>
  onOne(async (db) => {
    expect(await ask(db, "on the pool")).toBe("on the pool")
    await db.transaction(async (tx) => {
      expect(await ask(tx, "in a transaction")).toBe("in a transaction")
      await tx.transaction(async (part) => expect(await ask(part, "in a part")).toBe("in a part"))
    })
    expect(await remembered(db)).toEqual([{ uses: 3 }])
  }))

test("each asking is planned for its own values, however often the statement comes", () =>
  onOne(async (db) => {
    for (let times = 0; times < 8; times++) await ask(db, `${times}`)
    const plans = await db.execute(sql`select generic_plans, custom_plans from pg_prepared_statements where statement like '%as said'`)
    expect(plans).toEqual([{ generic_plans: "0", custom_plans: "8" }])
  }))

test("what a transaction began is undone when its work fails, and a failed part leaves the rest", () =>
  onOne(async (db) => {
    const marked = async (on: Database) => (await on.execute<{ is: string }>(sql`select current_setting('app.user_id', true) as is`))[0]?.is
    const mark = (on: Database, value: string) => on.execute(sql`select set_config('app.user_id', ${value}, false)`)
    await mark(db, "before")
    const failed = db.transaction(async (tx) => {
      await mark(tx, "within")
      throw new Error("the work failed")
    })
    await expect(failed).rejects.toThrow("the work failed")
    expect(await marked(db)).toBe("before")
    await db.transaction(async (tx) => {
      await mark(tx, "kept")
      await tx.transaction((part) => mark(part, "lost").then(() => Promise.reject(new Error("the part failed")))).catch(() => {})
    })
    expect(await marked(db)).toBe("kept")
  }))

test("a statement whose table was migrated meanwhile is parsed anew", () =>
  onOne(async (db) => {
    await db.execute(sql`create temporary table shelf (a int)`)
    const shelf = () => db.execute(sql`select * from shelf where ${"1"}::int = 1`)
    await db.execute(sql`insert into shelf values (1)`)
    expect(await shelf()).toEqual([{ a: 1 }])
    await db.execute(sql`alter table shelf add column b int default 2`)
    expect(await shelf()).toEqual([{ a: 1, b: 2 }])
  }, process.env.TEST_OWNER_URL))
