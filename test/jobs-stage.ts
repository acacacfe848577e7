import { type SQL, sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll } from "vitest"
import { within } from "@/lib/access/within"
import { shiftClock } from "@/lib/base/clock"
import { closeBoss } from "@/lib/queue/boss"
import { aTool, type Tool } from "./jobs"
import { aSource, type Source } from "./source"
import { closePools, type House } from "./world"

/** What a file of tests about jobs stands on: a source of people, and a tool that knows two of them. To import it is to set it up. */
export let source: Source
export let tool: Tool

beforeAll(async () => {
  tool = await aTool()
  source = await aSource()
  await source.admin`update shop.customers set email = 'Ann@shop.example' where id = 1`
  await source.admin`update shop.customers set email = 'bob@shop.example' where id = 250`
})
afterEach(() => {
  shiftClock(0)
  tool.heal()
  tool.watch(undefined)
})
afterAll(async () => {
  await tool?.close()
  await source?.drop()
  await closeBoss()
  await closePools()
})

export const change = (house: House, statement: SQL) => within(house.as("admin"), ({ db }) => db.execute(statement))
export const become = (house: House, jobId: string, state: string) =>
  change(
    house,
    sql`update jobs set state = ${state}, ended_at = case when ${state} in ('failed', 'completed') then now() end where id = ${jobId}`,
  )
