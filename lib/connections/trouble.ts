import "server-only"
import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm"
import { runs } from "@/db/schema"
import { type Context, isRole, personOf } from "@/lib/access/context"
import type { VerbName } from "@/lib/access/permissions"
import { query } from "@/lib/access/verb"
import { findConnection } from "./find"
import { granted } from "./list-mine"
import { connectionRef } from "./model"

/** What is known of a connection that does not work. */
export type TroubleFacts = {
  /** As whom it signs in, and where; null where the platform has no such thing. */
  account: string | null
  place: string | null
  lastGoodAt: string | null
  /** What people did to it since, the newest first. */
  changes: { at: string; verb: string; by: string }[]
  /** Other connections to the same place that this person may know of; null where there is no place. */
  neighbours: { working: number; failing: number } | null
}

/** What may have broken it: what else a person does to a connection leaves its way to the source alone. */
const changing: readonly VerbName[] = [
  "connection.edit",
  "connection.reauthenticate",
  "connection.undoReauthentication",
  "connection.reconnect",
  "connection.restore",
  "connection.transfer",
]
const mostChanges = 3

/** What is known of a connection that does not work. It names hosts and accounts: for those who may edit it. */
export const findTrouble = query("connection.findTrouble", connectionRef, async (ctx, { connectionId }): Promise<TroubleFacts> => {
  const connection = await findConnection(ctx, connectionId, "edit")
  const { destination } = connection
  const [place] = /^\w+:\/\/[^/ ]+/.exec(destination) ?? []
  const lastGoodAt = await lastGood(ctx, connectionId)
  return {
    account: / as (.+)$/.exec(destination)?.[1] ?? null,
    place: place?.replace(/^\w+:\/\//, "") ?? null,
    lastGoodAt,
    changes: await changesSince(ctx, connectionId, lastGoodAt ?? connection.createdAt),
    neighbours: place ? await neighboursAt(ctx, connectionId, place) : null,
  }
})

async function lastGood({ db, organizationId }: Context, connectionId: string): Promise<string | null> {
  const of = and(eq(runs.organizationId, organizationId), sql`${runs.connectionId} = ${connectionId}`)
  const [found] = await db
    .select({ at: sql<string>`to_json(${runs.finishedAt})#>>'{}'` })
    .from(runs)
    .where(and(of, inArray(runs.kind, ["validation", "health"]), eq(runs.state, "succeeded")))
    .orderBy(desc(runs.createdAt))
    .limit(1)
  return found?.at ?? null
}

async function changesSince({ db, organizationId }: Context, connectionId: string, since: string): Promise<TroubleFacts["changes"]> {
  return (await db.execute(sql`
    select to_json(a.at)#>>'{}' as at, a.verb, coalesce(u.name, 'Patchbay') as by
    from audit a left join users u on u.id = a.actor
    where a.organization_id = ${organizationId} and a.subject = ${connectionId} and a.at > ${since}::timestamptz
      and a.verb in (${sql.join(
        changing.map((verb) => sql`${verb}`),
        sql`, `,
      )})
    order by a.seq desc limit ${mostChanges}`)) as unknown as TroubleFacts["changes"]
}

/** Whether others that lead to the same server work: then it is not the network. Only those that this person may know of are counted. */
async function neighboursAt(ctx: Context, connectionId: string, place: string): Promise<TroubleFacts["neighbours"]> {
  const [found] = (await ctx.db.execute(sql`
    select count(*) filter (where c.status = 'Active' and c.health = 'Healthy')::int as working,
      count(*) filter (where c.status = 'Inactive' or (c.status = 'Active' and c.health <> 'Healthy'))::int as failing
    from connections c where c.organization_id = ${ctx.organizationId} and c.id <> ${connectionId} and c.lifecycle = 'live'
      and (c.destination = ${place} or starts_with(c.destination, ${`${place}/`}) or starts_with(c.destination, ${`${place} `}))
      and ${known(ctx)}`)) as unknown as NonNullable<TroubleFacts["neighbours"]>[]
  return found ?? null
}

function known(ctx: Context): SQL {
  const { role, userId } = personOf(ctx)
  if (isRole(role, ["owner", "admin"])) return sql`true`
  return role === "editor" ? sql`(c.owner_id = ${userId} or c.visibility = 'shared')` : granted(ctx)
}
