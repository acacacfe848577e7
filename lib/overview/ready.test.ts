import { afterAll, expect, test } from "vitest"
import { open } from "@/db/client"
import { closePools, pool } from "@/test/world"
import { readiness } from "./ready"

afterAll(() => closePools())

test("a database with every migration is ready, for the web's role and for the owner's", async () => {
  for (const who of ["web", "owner"] as const)
    expect(await readiness(pool(who).sql)).toEqual({ ready: true, database: "up", migrations: "current" })
})

test("a pending migration is not ready", async () => {
  const { sql } = pool("owner")
  const answer = await sql
    .begin(async (tx) => {
      await tx`delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`
      // The transaction is all that the question needs of a client.
      throw await readiness(tx as unknown as typeof sql)
    })
    .catch((thrown: unknown) => thrown)
  expect(answer).toEqual({ ready: false, database: "up", migrations: "pending" })
})

test("a database that does not answer is not ready", async () => {
  const { sql } = open("postgres://nobody:nothing@127.0.0.1:1/none", 1)
  expect(await readiness(sql)).toMatchObject({ ready: false, database: "down" })
  await sql.end({ timeout: 1 })
})
