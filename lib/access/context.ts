import type { Database } from "../../db/client"
import type { OrganizationId, RequestId, SessionId, UserId } from "../base/ids"
import type { Person } from "./decide"
import type { MemberRole, Role } from "./permissions"

export type UserActor = Person & {
  kind: "user"
  role: MemberRole
  sessionId: SessionId
  name: string
  email: string
  /** Who really sits there, when an owner or admin looks at the organization as this member. Nothing can be changed meanwhile. */
  seenBy?: UserId
}
export type WorkerActor = { kind: "worker"; job: string; role: "worker" }
export type Actor = UserActor | WorkerActor

export type Organization = {
  id: OrganizationId
  slug: string
  name: string
  kind: "standard" | "agency" | "client"
  /** The agency of a client account. */
  parentId: OrganizationId | null
  connectivityEnabled: boolean
  marketersMayConnect: boolean
}

/** Who is asking, on whose behalf, and through which connection to the database. */
export type Context = {
  actor: Actor
  organization: Organization
  organizationId: OrganizationId
  db: Database
  requestId: RequestId
  /** Made when the form was drawn: the same key twice is the same act. */
  idempotencyKey?: string
}

export const nameOf = (actor: Actor): string => (actor.kind === "user" ? (actor.seenBy ?? actor.userId) : `worker:${actor.job}`)

/** The person behind a context; the worker has none. */
export function personOf({ actor }: Context): UserActor {
  if (actor.kind !== "user") throw new Error("a person was expected and the worker came")
  return actor
}

export const isRole = (role: string, wanted: readonly Role[]): boolean => (wanted as readonly string[]).includes(role)
