import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { within } from "@/lib/access/within"
import { previewImpact } from "@/lib/impact/preview"
import { closeBoss } from "@/lib/queue/boss"
import { agencyWorld } from "./agency"
import { deeds } from "./matrix-deeds"
import { aRow, printOf } from "./matrix-rows"
import { closePools, pool } from "./world"

afterAll(async () => {
  await closeBoss()
  await closePools()
})

for (const [action, deed] of Object.entries(deeds)) {
  if (action === "view") continue
  test(`${action}: a session that is killed before its end leaves everything as it was, and the same said again is done whole`, () =>
    agencyWorld(async ({ agency, client, guest }) => {
      const house = action === "transfer" ? client : agency
      const ctx = action === "transfer" ? await guest("admin", client) : house.as("admin")
      const owner = action === "sendReconnectLink" || action === "giveOwnership" ? "editor2" : "admin"
      const cell = await aRow(house, { owner, ...deed.lies?.(true, {}, house) })
      const token = deed.act && (await previewImpact(ctx, { acts: [deed.act(cell)] })).token
      const before = await printOf(agency.id, client.id)
      let done = false
      const killed = within(ctx, async (inside) => {
        await deed.say(inside, cell, token)
        done = true
        const [backend] = await inside.db.execute(sql`select pg_backend_pid() as pid`)
        await pool("web").db.execute(sql`select pg_terminate_backend(${backend?.pid}::int)`)
        await new Promise(() => {})
      })
      await expect(killed).rejects.toThrow()
      expect(done).toBe(true)
      expect(await printOf(agency.id, client.id)).toBe(before)
      await deed.say(ctx, cell, token)
      await deed.done(cell, ctx)
    }))
}

for (const action of ["disconnect", "delete", "replace", "giveOwnership"] as const)
  test(`${action}: of two people at once one does it, the other is told, and it is done once`, () =>
    agencyWorld(async ({ agency }) => {
      const deed = deeds[action]
      const cell = await aRow(agency, deed.lies?.(false, {}, agency) ?? {})
      const say = async (who: "owner" | "admin") => {
        const token = deed.act && (await previewImpact(agency.as(who), { acts: [deed.act(cell)] })).token
        return () => deed.say(agency.as(who), cell, token)
      }
      const both = [await say("owner"), await say("admin")]
      const ends = await Promise.allSettled(both.map((one) => one()))
      expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
      const { reason } = ends.find((one) => one.status === "rejected")!
      expect(["conflict", "not_found"]).toContain(reason.code)
      await deed.done(cell, agency.as("owner"))
    }))
