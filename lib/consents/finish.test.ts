import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { connections, consents, credentials } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { listAudit } from "@/lib/audit/list"
import { shiftClock } from "@/lib/base/clock"
import { newId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { bindingOf } from "@/lib/connections/binding"
import { connectionDetail } from "@/lib/connections/detail"
import { findConnection } from "@/lib/connections/find"
import { validateConnection } from "@/lib/connections/validate"
import { findDraft } from "@/lib/drafts/find"
import { saveDraft } from "@/lib/drafts/save"
import { open } from "@/lib/vault/open"
import { atTheProvider } from "@/test/doubles/sign-in/person"
import { broughtBy, signedIn, wantedConsent } from "@/test/signed"
import { provider } from "@/test/signed-stage"
import { type House, world } from "@/test/world"
import { beginConsent } from "./begin"
import { finishConsent } from "./finish"

const made = (house: House) =>
  within(house.as("owner"), ({ db }) => db.select().from(connections).where(eq(connections.organizationId, house.id)))
const broughtTo = async (ctx: Context, more: object = {}) => {
  const { address } = await beginConsent(ctx, wantedConsent(more))
  return broughtBy(await atTheProvider(address, { login: "ann" }))
}

test("CAT-15 a person signs in at the platform, and what they bring back is redeemed by the worker alone", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    await saveDraft(ctx, { form: "new-connection", body: { name: "CRM" } })
    const brought = await broughtTo(ctx, { name: "Our CRM", description: "Contacts" })
    const { outcome, connectionId, runId } = await finishConsent(ctx, brought)
    expect(outcome).toBe("done")
    expect(provider.heard).toEqual([])
    const before = await connectionDetail(ctx, { connectionId: connectionId! })
    expect(before).toMatchObject({ name: "Our CRM", description: "Contacts", status: "Processing", type: "Destination", method: "oauth" })
    expect(await findDraft(ctx, { form: "new-connection" })).toBeNull()

    await validateConnection(home.worker(), { connectionId: connectionId!, runId })
    expect(provider.heard).toEqual(["authorization_code 200"])
    const after = await connectionDetail(ctx, { connectionId: connectionId! })
    expect(after, JSON.stringify(after.validation?.checks)).toMatchObject({ status: "Active", health: "Healthy", missingGrants: 0 })
  }))

test("CRE-14 the code, the verifier and the tokens are sealed, bound to their destination, and in no line of the audit log", () =>
  world(async ({ home }) => {
    const ctx = home.as("owner")
    const brought = await broughtTo(ctx)
    const { code = "", state } = brought
    const { connectionId, runId } = await finishConsent(ctx, brought)
    const held = async () => {
      const row = await within(home.worker(), async (inside) => {
        const [found] = await inside.db.select().from(credentials).where(eq(credentials.connectionId, connectionId!))
        return found
      })
      const connection = await within(ctx, (inside) => findConnection(inside, connectionId!, "view"))
      return { row, secret: await open(row?.sealed ?? "", bindingOf(connection, 1)) }
    }
    expect((await held()).secret).toMatchObject({ method: "oauth", consent: { code } })
    await validateConnection(home.worker(), { connectionId: connectionId!, runId })
    const { row, secret } = await held()
    const { accessToken, refreshToken, account } = (secret as { tokens: Record<string, string> }).tokens
    expect(account).toBe(`${provider.issuer}/id/ann`)
    expect(secret).not.toHaveProperty("consent")
    const [way] = await within(ctx, ({ db }) => db.select().from(consents).where(eq(consents.organizationId, home.id)))
    const said = JSON.stringify([row, way, await listAudit(ctx, {}), await connectionDetail(ctx, { connectionId: connectionId! })])
    for (const canary of [code, state.split(".")[1], accessToken, refreshToken]) {
      expect(canary?.length).toBeGreaterThan(20)
      expect(said).not.toContain(canary)
    }
    const verbs = (await listAudit(ctx, {})).rows.map(({ verb }) => verb)
    expect(verbs).toEqual(expect.arrayContaining(["consent.begin", "consent.finish", "connection.create", "credential.renew"]))
  }))

test("a person who does not allow it is told so, and nothing is connected", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const { address } = await beginConsent(ctx, wantedConsent())
    const back = await atTheProvider(address, { login: "ann", allows: false })
    expect(back.searchParams.get("error")).toBe("access_denied")
    expect(await finishConsent(ctx, broughtBy(back))).toMatchObject({ outcome: "refused", again: null })
    expect(await made(home)).toEqual([])
    expect(await finishConsent(ctx, broughtBy(back))).toMatchObject({ outcome: "used" })
  }))

test("the way back counts once: a callback that is played again changes nothing", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const brought = await broughtTo(ctx)
    const both = await Promise.all([finishConsent(ctx, brought), finishConsent(ctx, brought)])
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(["done", "used"])
    expect(await finishConsent(ctx, brought)).toMatchObject({ outcome: "used" })
    expect(await made(home)).toHaveLength(1)
  }))

test("a code that was redeemed elsewhere is refused by the platform, and the connection says what to do", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const first = await broughtTo(ctx)
    const { connectionId, runId } = await finishConsent(ctx, first)
    await validateConnection(home.worker(), { connectionId: connectionId!, runId })
    const second = await broughtTo(ctx)
    const stolen = await finishConsent(ctx, { ...second, code: first.code })
    await validateConnection(home.worker(), { connectionId: stolen.connectionId!, runId: stolen.runId })
    const found = await connectionDetail(ctx, { connectionId: stolen.connectionId! })
    expect(found).toMatchObject({ status: "Inactive", statusReason: expect.stringContaining("Sign in again under Reauthenticate") })
  }))

test("a code that was given for another address to come back to is worth nothing", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const brought = await broughtTo(ctx)
    const redirectUri = "https://evil.example/api/consents/callback/salesforce"
    await within(ctx, ({ db }) => db.update(consents).set({ redirectUri }).where(eq(consents.organizationId, home.id)))
    const { connectionId, runId } = await finishConsent(ctx, brought)
    await validateConnection(home.worker(), { connectionId: connectionId!, runId })
    expect(provider.heard).toEqual(["authorization_code 400"])
    expect(await connectionDetail(ctx, { connectionId: connectionId! })).toMatchObject({ status: "Inactive", health: "Unhealthy" })
  }))

test("after ten minutes the way is closed", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const brought = await broughtTo(ctx)
    shiftClock(times.consent + 1_000)
    expect(await finishConsent(ctx, brought)).toMatchObject({ outcome: "expired" })
    expect(await made(home)).toEqual([])
  }))

test("a state that was not given to this session, person, platform and organization does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const ctx = home.as("admin")
    const brought = await broughtTo(ctx)
    const other = { ...ctx, actor: { ...ctx.actor, sessionId: newId("ses") } } as Context
    const foreign = [
      [other, brought],
      [home.as("owner"), brought],
      [elsewhere.as("admin"), brought],
      [ctx, { ...brought, platform: "google-ads" }],
      [ctx, { ...brought, state: `${home.slug}.${"A".repeat(43)}` }],
    ] as const
    for (const [who, what] of foreign) await expect(finishConsent(who, what)).rejects.toMatchObject({ code: "not_found" })
    expect(await made(home)).toEqual([])
    expect(await finishConsent(ctx, brought)).toMatchObject({ outcome: "done" })
  }))

test("an answer that names another issuer is not taken for the platform's (mix-up)", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const brought = await broughtTo(ctx)
    expect(brought).toMatchObject({ iss: provider.issuer })
    expect(await finishConsent(ctx, { ...brought, iss: "https://evil.example" })).toMatchObject({ outcome: "mixed" })
    expect(await finishConsent(ctx, brought)).toMatchObject({ outcome: "used" })
    expect(await made(home)).toEqual([])
  }))

test("what changed meanwhile is asked again: the name, and whether the person may still connect", () =>
  world(async ({ home }) => {
    const ctx = home.as("editor")
    const brought = await broughtTo(ctx, { name: "Twice" })
    await signedIn(home, home.as("admin"), { name: "twice" })
    expect(await finishConsent(ctx, brought)).toMatchObject({ outcome: "taken" })
    const late = await broughtTo(ctx)
    const lowered = { ...ctx, organization: { ...ctx.organization, connectivityEnabled: false } }
    expect(await finishConsent(lowered, late)).toMatchObject({ outcome: "changed" })
    expect(await made(home)).toHaveLength(1)
    const used = and(eq(consents.organizationId, home.id), eq(consents.userId, home.people.editor))
    const ways = await within(ctx, ({ db }) => db.select({ usedAt: consents.usedAt }).from(consents).where(used))
    expect(ways.every(({ usedAt }) => usedAt !== null)).toBe(true)
  }))

test("the worker brings nothing back, and a wrong role is refused with nothing changed", () =>
  world(async ({ home }) => {
    await expect(finishConsent(home.worker(), { platform: "salesforce", state: "x" })).rejects.toMatchObject({ code: "forbidden" })
    await expect(beginConsent(home.as("marketer"), wantedConsent())).rejects.toMatchObject({ code: "forbidden" })
    expect(await within(home.as("owner"), ({ db }) => db.select().from(consents).where(eq(consents.organizationId, home.id)))).toEqual([])
  }))
