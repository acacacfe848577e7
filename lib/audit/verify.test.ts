import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { record } from "@/lib/access/record"
import { within } from "@/lib/access/within"
import { closePools, type House, pool, world } from "@/test/world"
import { verifyAudit } from "./verify"

afterAll(() => closePools())

const written = async (house: House) => {
  for (const subject of ["con_1", "con_2", "con_3"])
    await within(house.as("admin"), (inside) =>
      record(inside, { verb: "connection.edit", subject, detail: { name: "Überschrift", n: 1.5, list: [1, null] } }),
    )
}

/** As a superuser who goes around every right and trigger would. */
const tamper = (house: House, change: ReturnType<typeof sql>) =>
  pool("owner").db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.organization_id', ${house.id}, true)`)
    await tx.execute(sql`alter table audit disable trigger append_only`)
    await tx.execute(change)
    await tx.execute(sql`alter table audit enable trigger append_only`)
  })

test("an untouched chain verifies, and ends where its head says", () =>
  world(async ({ home }) => {
    await written(home)
    expect(await verifyAudit(home.as("admin"))).toMatchObject({ lines: 3, head: { seq: 3 }, faults: [] })
  }))

test("a changed, a missing and a cut-off line are found", () =>
  world(async ({ home, elsewhere }) => {
    await written(home)
    await tamper(home, sql`update audit set detail = '{"name": "Other"}' where organization_id = ${home.id} and seq = 2`)
    expect((await verifyAudit(home.worker())).faults).toEqual(["line 2 was changed"])
    await tamper(home, sql`delete from audit where organization_id = ${home.id} and seq = 2`)
    expect((await verifyAudit(home.worker())).faults).toContain("line 2 is missing")
    await written(elsewhere)
    await tamper(elsewhere, sql`delete from audit where organization_id = ${elsewhere.id} and seq = 3`)
    expect((await verifyAudit(elsewhere.worker())).faults).toEqual(["the chain ends at line 2, and its head says 3"])
  }))
