import { expect } from "vitest"
import type { Context } from "@/lib/access/context"
import { env } from "@/lib/base/env"
import type { ConnectionId } from "@/lib/base/ids"
import { validateConnection } from "@/lib/connections/validate"
import { beginConsent } from "@/lib/consents/begin"
import { finishConsent } from "@/lib/consents/finish"
import { freePort } from "@/scripts/ports"
import { pointAt } from "./doubles/point"
import { atTheProvider } from "./doubles/sign-in/person"
import { client, type SignInProvider, signInProvider } from "./doubles/sign-in/provider"
import type { House } from "./world"

const callback = "http://localhost:3000/api/consents/callback/salesforce"

/** The platform's sign-in for one test file. The guard reads what it may reach once, at the first dial: call it before that. */
export async function aSignIn(): Promise<SignInProvider> {
  const provider = await signInProvider({ port: await freePort(56_100), redirects: [callback] })
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
