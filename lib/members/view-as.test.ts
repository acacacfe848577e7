import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { audit, sessions } from "@/db/schema"
import type { Context, UserActor } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { openSession } from "@/lib/sessions/open"
import { createTeam } from "@/lib/teams/create"
import { listTeams } from "@/lib/teams/list"
import { closePools, type House, pool, world } from "@/test/world"
import { stopViewing } from "./stop-viewing"
import { viewAs } from "./view-as"

afterAll(() => closePools())

/** The admin with a session row, as the door for pages sees them. */
async function signedIn(house: House): Promise<Context> {
  const { id } = await openSession(pool("web").db, house.people.admin, { device: "Test", address: undefined })
  const ctx = house.as("admin")
  return { ...ctx, actor: { ...(ctx.actor as UserActor), sessionId: id } }
}
const viewing = async ({ actor }: Context) =>
  (
    await pool("web")
      .db.select({ place: sessions.viewingIn, person: sessions.viewingAs })
      .from(sessions)
      .where(eq(sessions.id, (actor as UserActor).sessionId))
  )[0]

test("an admin looks as a member, can change nothing meanwhile, and stops; both stand in the log under the admin's name", () =>
  world(async ({ home }) => {
    const admin = await signedIn(home)
    await viewAs(admin, { userId: home.people.marketer })
    expect(await viewing(admin)).toEqual({ place: home.id, person: home.people.marketer })
    const member = home.as("marketer").actor as UserActor
    const { sessionId } = admin.actor as UserActor
    const looking: Context = { ...admin, actor: { ...member, sessionId, seenBy: home.people.admin } }
    expect((await listTeams(looking, {})).length).toBeGreaterThan(0)
    await expect(
      createTeam({ ...looking, actor: { ...looking.actor, role: "admin" } as UserActor }, { name: "Sneaked in" }),
    ).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("Stop viewing") })
    await stopViewing(looking, {})
    expect(await viewing(admin)).toEqual({ place: null, person: null })
    const lines = await within(admin, ({ db }) => db.select({ actor: audit.actor, verb: audit.verb }).from(audit))
    expect(lines).toEqual([
      { actor: home.people.admin, verb: "member.viewAs" },
      { actor: home.people.admin, verb: "member.stopViewing" },
    ])
  }))

test("an editor may not look as another, oneself is no other, and a neighbour's member does not exist", () =>
  world(async ({ home, elsewhere }) => {
    await expect(viewAs(home.as("editor"), { userId: home.people.marketer })).rejects.toMatchObject({ code: "forbidden" })
    await expect(viewAs(home.as("admin"), { userId: home.people.admin })).rejects.toMatchObject({ code: "invalid" })
    await expect(viewAs(home.as("admin"), { userId: elsewhere.people.marketer })).rejects.toMatchObject({ code: "not_found" })
  }))
