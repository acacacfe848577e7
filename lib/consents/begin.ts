import "server-only"
import { generateRandomCodeVerifier } from "oauth4webapi"
import type * as z from "zod"
import { consents } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { command, type Verb } from "@/lib/access/verb"
import { now } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { type ConnectionId, newId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { consentBinding } from "@/lib/connections/binding"
import { findConnection } from "@/lib/connections/find"
import { checkNew } from "@/lib/connections/keep-new"
import { checkNewKeys } from "@/lib/connections/reauthenticate"
import type { Manifest } from "@/lib/connectors/connector"
import { manifestOf } from "@/lib/connectors/manifests"
import { seal } from "@/lib/vault/seal"
import { type BegunConsent, begunConsent } from "./model"
import { hashOf, newState } from "./state"
import { callbackOf, demandClient, wayTo } from "./way"

/** On the way to a platform's own sign-in. Everything that can be judged before is judged now: who comes back has only to be believed. */
const begin = command("consent.begin", begunConsent, async (ctx, input) => {
  const asked = "connectionId" in input ? await ofConnection(ctx, input) : await ofNew(ctx, input)
  const { manifest, method, settings, connectionId, destination, keys, wanted } = asked
  demandClient(manifest)
  const { organizationId, organization } = ctx
  const { userId, sessionId } = personOf(ctx)
  const [state, verifier] = [newState(organization.slug), generateRandomCodeVerifier()]
  const address = await wayTo({ manifest, method, settings, state, verifier })
  // What was typed for this method is as secret as the verifier, and only the worker needs either.
  const held = await seal(
    { verifier, keys },
    consentBinding({ organizationId, id: connectionId, platform: manifest.id, method, destination }),
  )
  const id = newId("cns")
  await ctx.db.insert(consents).values({
    organizationId,
    id,
    userId,
    sessionId,
    platform: manifest.id,
    method,
    connectionId: "connectionId" in input ? connectionId : null,
    stateHash: hashOf(state),
    sealedVerifier: held.sealed,
    redirectUri: callbackOf(manifest.id),
    wanted: { ...wanted, connectionId, destination },
    expiresAt: new Date(now().getTime() + times.consent).toISOString(),
  })
  return { id, address, audit: { platform: manifest.id, method, connection: "connectionId" in input ? connectionId : null } }
})

/** Asked twice, the person is on two ways, of which each may be gone once: an answer kept for the second would keep the state. */
export const beginConsent: Verb<BegunConsent, { id: string; address: string }> = Object.assign(
  (ctx: Context, input: BegunConsent) => begin({ ...ctx, idempotencyKey: undefined }, input),
  { verb: begin.verb },
)

type Input = z.output<typeof begunConsent>
type New = Exclude<Input, { connectionId: unknown }>
type Again = Extract<Input, { connectionId: unknown }>
type Asked = {
  manifest: Manifest
  method: string
  settings: Record<string, unknown>
  connectionId: ConnectionId
  destination: string
  keys: Record<string, unknown>
  wanted: Record<string, unknown>
}

async function ofNew(ctx: Context, input: New): Promise<Asked> {
  const { manifest, settings, keys, destination } = await checkNew(ctx, input)
  demandConsent(manifest, input.method)
  const { name, description, access, destination: use, entrance } = input
  const wanted = { name, description, settings, access, use, entrance }
  return { manifest, method: input.method, settings, connectionId: newId("con"), destination, keys, wanted }
}

async function ofConnection(ctx: Context, { connectionId, keys }: Again): Promise<Asked> {
  const found = await findConnection(ctx, connectionId, "reauthenticate", { lock: true })
  const manifest = manifestOf(found.platform)
  demandConsent(manifest, found.method)
  const { method, settings, destination } = found
  return { manifest, method, settings, connectionId, destination, keys: checkNewKeys(found, keys), wanted: {} }
}

function demandConsent({ name, methods }: Manifest, method: string): void {
  if (!methods[method]?.consent)
    throw new AppError("invalid", `This way of connecting ${name} has no sign-in at ${name}.`, {
      method: ["Choose another way to sign in."],
    })
}
