import { eq } from "drizzle-orm"
import { expect } from "vitest"
import { connections, credentials } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { env } from "@/lib/base/env"
import type { ConnectionId } from "@/lib/base/ids"
import { bindingOf } from "@/lib/connections/binding"
import { dial } from "@/lib/connections/dial"
import { findForWorker } from "@/lib/connections/find"
import type { Held } from "@/lib/connections/signed"
import { validateConnection } from "@/lib/connections/validate"
import { beginConsent } from "@/lib/consents/begin"
import { finishConsent } from "@/lib/consents/finish"
import { open } from "@/lib/vault/open"
import { pointAt } from "./doubles/point"
import { atTheProvider } from "./doubles/sign-in/person"
import { client, type SignInProvider, signInProvider } from "./doubles/sign-in/provider"
import type { House } from "./world"

const callback = "http://localhost:3000/api/consents/callback/salesforce"

/** The platform's sign-in for one test file. The guard reads what it may reach once, at the first dial: call it before that. */
export async function aSignIn(): Promise<SignInProvider> {
  const provider = await signInProvider({ redirects: [callback] })
  env().EGRESS_ALLOW = [env().EGRESS_ALLOW, `127.0.0.1:${provider.port}`].filter(Boolean).join(",")
  env().PATCHBAY_OAUTH = { salesforce: `${client.id}:${client.secret}` }
  pointAt({ salesforce: provider.issuer })
  return provider
}

let made = 0
export const wantedConsent = (more: object = {}) => ({
  platform: "salesforce",
  method: "oauth",
  name: `CRM ${++made}`,
  description: "",
  settings: { login: "production" },
  keys: {},
  access: { kind: "default" as const },
  ...more,
})

/** What the door reads out of the address that the platform sends the browser to. */
export const broughtBy = ({ searchParams: said }: URL) => ({
  platform: "salesforce",
  state: said.get("state") ?? "",
  code: said.get("code") ?? undefined,
  error: said.get("error") ?? undefined,
  iss: said.get("iss") ?? undefined,
})

/** A person's whole way, until the worker has looked. */
export async function signedIn(
  house: House,
  ctx: Context,
  { login = "ann", ...more }: { login?: string; [wanted: string]: unknown } = {},
): Promise<ConnectionId> {
  const { address } = await beginConsent(ctx, "connectionId" in more ? (more as { connectionId: ConnectionId }) : wantedConsent(more))
  const answer = await finishConsent(ctx, broughtBy(await atTheProvider(address, { login })))
  expect(answer.outcome).toBe("done")
  const connectionId = answer.connectionId as ConnectionId
  await validateConnection(house.worker(), { connectionId, runId: answer.runId })
  return connectionId
}

export const signal = new AbortController().signal
export const connectionOf = (house: House, id: ConnectionId) => within(house.worker(), (inside) => findForWorker(inside, id))
export const credentialsOf = (house: House, id: ConnectionId) =>
  within(house.worker(), ({ db }) => db.select().from(credentials).where(eq(credentials.connectionId, id)).orderBy(credentials.version))
export async function tokensOf(house: House, id: ConnectionId, version = 1) {
  const row = (await credentialsOf(house, id)).find((one) => one.version === version)
  const [connection] = await within(house.worker(), ({ db }) => db.select().from(connections).where(eq(connections.id, id)))
  const { tokens } = (await open(row?.sealed ?? "", bindingOf(connection!, version))) as Held
  return { ...tokens!, refreshToken: tokens?.refreshToken ?? "" }
}
/** A session that looks the person up at the platform, as every run does. */
export const use = async (house: House, id: ConnectionId) =>
  dial(house.worker(), { connection: await connectionOf(house, id), signal, why: "test" }, async (session) =>
    session.contacts?.(["ann@shop.example"], ["Title"], signal),
  )
