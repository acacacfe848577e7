import * as z from "zod"
import { type ConnectionId, idOf, type OrganizationId, type TeamId, type UserId } from "../base/ids"

const principal = z.discriminatedUnion("principal", [
  z.strictObject({ principal: z.literal("all teams"), principalId: z.null() }),
  z.strictObject({ principal: z.literal("team"), principalId: idOf("tea") }),
  z.strictObject({ principal: z.literal("user"), principalId: idOf("usr") }),
  z.strictObject({ principal: z.literal("all clients"), principalId: z.null() }),
  z.strictObject({ principal: z.literal("client"), principalId: idOf("org") }),
])
export type Principal = z.output<typeof principal>

/** A change of access as a delta: what is added (or given another end date), what is taken away. */
export const accessChange = z.strictObject({
  visibility: z.enum(["private", "shared"]).optional(),
  add: z
    .array(z.strictObject({ to: principal, endsAt: z.iso.datetime().nullable().default(null) }))
    .max(500)
    .default([]),
  remove: z.array(principal).max(500).default([]),
})
export type AccessChange = z.output<typeof accessChange>

/** The kinds of things that lean on a connection. Adding one is one entry here and one in `kinds.ts`. */
export const dependentKinds = ["audience", "query", "data source", "job"] as const
export type DependentKind = (typeof dependentKinds)[number]
export const kindWords: Record<DependentKind, [one: string, many: string]> = {
  audience: ["audience", "audiences"],
  query: ["query", "queries"],
  "data source": ["data source", "data sources"],
  job: ["job", "jobs"],
}
export const dependentRef = z.strictObject({ kind: z.enum(dependentKinds), id: z.string().max(64) })
export type DependentRef = z.output<typeof dependentRef>

/** Everything that takes access away from somebody (product.md, rule 10). */
export const act = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("access"), connectionId: idOf("con"), change: accessChange }),
  z.strictObject({ kind: z.literal("disconnect"), connectionId: idOf("con") }),
  z.strictObject({ kind: z.literal("delete"), connectionId: idOf("con") }),
  z.strictObject({ kind: z.literal("give ownership"), connectionId: idOf("con"), userId: idOf("usr") }),
  /** What is moved goes on with `by`; the rest stays where it is. */
  z.strictObject({ kind: z.literal("replace"), connectionId: idOf("con"), by: idOf("con"), moves: z.array(dependentRef).max(5_000) }),
  /** A member as they will be; without `becomes` they leave. */
  z.strictObject({
    kind: z.literal("member"),
    userId: idOf("usr"),
    becomes: z
      .strictObject({
        role: z.enum(["owner", "admin", "editor", "marketer"]).optional(),
        seat: z.boolean().optional(),
        leaves: z.array(idOf("tea")).max(200).default([]),
        joins: z.array(idOf("tea")).max(200).default([]),
      })
      .optional(),
  }),
  z.strictObject({ kind: z.literal("remove team"), teamId: idOf("tea") }),
])
export type Act = z.output<typeof act>
export const acts = z.strictObject({ acts: z.array(act).min(1).max(500) })

/** What stands in an act that must carry the proof that its effect was seen. */
export const impactToken = z.string().max(100).optional()

export type Affected = {
  kind: DependentKind
  id: string
  name: string
  maker: string
  connection: { id: ConnectionId; name: string }
  /** Why it will stop, in a few words for the person. */
  why: string
}

/** What is at work on a connection and stands in the way of deleting it. `path` is its page inside the organization, where it has one. */
export type Blocker = { kind: string; name: string; path: string | null }

/** The exact effect of one or several acts. Lists are cut at `shown`; the numbers beside them are whole. */
export type Impact = {
  dependents: Affected[]
  /** All that stop, by kind, those included that the viewer may not see. */
  counts: Record<DependentKind, number>
  /** How many of them the viewer may not see. */
  hidden: number
  people: { id: UserId; name: string; connections: string[] }[]
  peopleCount: number
  teams: { id: TeamId; name: string; connections: string[] }[]
  clients: { id: OrganizationId; name: string; connections: string[] }[]
  /** Nothing and nobody is affected. */
  empty: boolean
  /** The act must carry it, and is refused if the set has changed meanwhile. */
  token: string
}

export const shown = 50
