import { eq } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { consents } from "@/db/schema"
import { within } from "@/lib/access/within"
import { env } from "@/lib/base/env"
import { consentBinding } from "@/lib/connections/binding"
import { createConnection } from "@/lib/connections/create"
import { findConnection } from "@/lib/connections/find"
import { closeBoss } from "@/lib/queue/boss"
import { hashOf } from "@/lib/sessions/token"
import { open } from "@/lib/vault/open"
import type { SignInProvider } from "@/test/doubles/sign-in/provider"
import { client } from "@/test/doubles/sign-in/provider"
import { aSignIn, signedIn, wantedConsent } from "@/test/signed"
import { closePools, type House, world } from "@/test/world"
import { beginConsent } from "./begin"

let provider: SignInProvider
beforeAll(async () => {
  provider = await aSignIn()
})
afterAll(async () => {
  await provider.close()
  await closeBoss()
  await closePools()
})

const begun = (house: House) =>
  within(house.as("owner"), ({ db }) => db.select().from(consents).where(eq(consents.organizationId, house.id)))

test("a person is led to the platform with state, PKCE and the one registered address; only a hash of the state is kept", () =>
  world(async ({ home }) => {
    const ctx = home.as("editor")
    const { address } = await beginConsent(ctx, wantedConsent({ name: "CRM" }))
    const asked = new URL(address)
    expect(asked.origin + asked.pathname).toBe(`${provider.issuer}/services/oauth2/authorize`)
    const said = Object.fromEntries(asked.searchParams)
    expect(said).toMatchObject({
      response_type: "code",
      client_id: client.id,
      redirect_uri: "http://localhost:3000/api/consents/callback/salesforce",
      scope: "api id refresh_token",
      code_challenge_method: "S256",
    })
    expect(said.code_challenge).toMatch(/^[\w-]{43}$/)
    expect(said.state).toMatch(/^[a-z0-9-]+\.[\w-]{43}$/)
    expect(address).not.toContain(client.secret)
    const [row] = await begun(home)
    expect(row).toMatchObject({ stateHash: hashOf(said.state ?? ""), userId: home.people.editor, connectionId: null, usedAt: null })
    expect(JSON.stringify(row)).not.toContain(said.state?.split(".")[1])
    const ahead = Date.parse(row?.expiresAt ?? "") - Date.now()
    expect(ahead).toBeGreaterThan(9 * 60_000)
    expect(ahead).toBeLessThanOrEqual(10 * 60_000)
  }))

test("the verifier is sealed for the worker and bound to the connection that will come of it", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    const connectionId = await signedIn(home, ctx)
    await beginConsent(ctx, { connectionId })
    const row = (await begun(home)).find((one) => one.connectionId === connectionId)
    const connection = await within(ctx, (inside) => findConnection(inside, connectionId, "view"))
    const held = await open(row?.sealedVerifier ?? "", consentBinding(connection))
    expect(held).toEqual({ keys: { method: "oauth" }, verifier: expect.stringMatching(/^[\w-]{43,128}$/) })
    const elsewhere = { ...consentBinding(connection), destination: "https://evil.example" }
    await expect(open(row?.sealedVerifier ?? "", elsewhere)).rejects.toThrow("another destination")
  }))

test("what is wrong is told before the person leaves: the name, the settings, the method, and what the operator has not set up", () =>
  world(async ({ home }) => {
    const ctx = home.as("admin")
    await signedIn(home, ctx, { name: "Taken" })
    const before = await begun(home)
    const wrong = (more: object) => beginConsent(ctx, wantedConsent(more))
    await expect(wrong({ name: "taken" })).rejects.toMatchObject({ code: "conflict", fields: { name: [expect.any(String)] } })
    await expect(wrong({ name: " " })).rejects.toThrow()
    await expect(wrong({ settings: { login: "https://evil.example" } })).rejects.toMatchObject({
      fields: { "settings.login": [expect.any(String)] },
    })
    await expect(wrong({ settings: { login: "domain", domain: "evil.example" } })).rejects.toMatchObject({ code: "invalid" })
    await expect(
      wrong({ platform: "sendgrid", method: "key", settings: { region: "api" }, keys: { apiKey: "SG.12345678" } }),
    ).rejects.toMatchObject({
      fields: { method: [expect.any(String)] },
    })
    const clients = env().PATCHBAY_OAUTH
    env().PATCHBAY_OAUTH = {}
    await expect(wrong({})).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("PATCHBAY_OAUTH_SALESFORCE"),
    })
    env().PATCHBAY_OAUTH = clients
    expect(await begun(home)).toEqual(before)
  }))

test("a marketer who may not connect is refused, and nothing is begun", () =>
  world(async ({ home }) => {
    await expect(beginConsent(home.as("marketer"), wantedConsent())).rejects.toMatchObject({ code: "forbidden" })
    const open = home.as("marketer")
    await beginConsent({ ...open, organization: { ...open.organization, marketersMayConnect: true } }, wantedConsent())
    expect(await begun(home)).toHaveLength(1)
  }))

test("only the owner of a connection signs it in again, and the neighbour's does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const connectionId = await signedIn(home, home.as("editor"))
    const before = await begun(home)
    await expect(beginConsent(home.as("admin"), { connectionId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(beginConsent(home.as("editor2"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    await expect(beginConsent(elsewhere.as("owner"), { connectionId })).rejects.toMatchObject({ code: "not_found" })
    expect(await begun(home)).toEqual(before)
    await beginConsent(home.as("editor"), { connectionId })
    expect(await begun(home)).toHaveLength(before.length + 1)
  }))

test("a way that signs in at the platform takes no connection without it", () =>
  world(async ({ home }) => {
    const typed = createConnection(home.as("owner"), wantedConsent())
    await expect(typed).rejects.toMatchObject({ code: "invalid", fields: { method: [expect.stringContaining("Salesforce itself")] } })
  }))
