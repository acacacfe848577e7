import { afterAll, expect, test } from "vitest"
import { mails, notices } from "@/db/schema"
import { within } from "@/lib/access/within"
import { closeBoss } from "@/lib/queue/boss"
import { closePools, world } from "@/test/world"
import { keepersOf, notify } from "./notify"

afterAll(async () => {
  await closeBoss()
  await closePools()
})

test("news reaches each member once per change, in the inbox and as mail; a stranger hears nothing", () =>
  world(async ({ home, elsewhere }) => {
    const news = { tone: "warn" as const, title: "The key ends in 7 days.", once: "expires con_x 7" }
    const to = [home.people.editor, home.people.editor, elsewhere.people.owner]
    for (const once of ["first", "first", "second"]) await within(home.worker(), (ctx) => notify(ctx, to, { ...news, once }))
    const [told, mailed] = await within(
      home.as("owner"),
      async ({ db }) => [await db.select().from(notices), await db.select().from(mails)] as const,
    )
    expect(told.map(({ userId, once }) => [userId, once]).sort()).toEqual([
      [home.people.editor, "first"],
      [home.people.editor, "second"],
    ])
    expect(mailed.map(({ userId, state }) => [userId, state])).toEqual([
      [home.people.editor, "queued"],
      [home.people.editor, "queued"],
    ])
    expect((await within(home.worker(), keepersOf)).sort()).toEqual([home.people.owner, home.people.admin].sort())
  }))
