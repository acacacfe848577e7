import "server-only"
import { and, eq, ne, notInArray, sql } from "drizzle-orm"
import { experiences } from "@/db/schema"
import { within } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { dial } from "@/lib/connections/dial"
import { homeOf } from "@/lib/connections/find"
import { SourceError } from "@/lib/connectors/connector"
import { holdJobRun, keepBatch } from "./claim"
import { keepRecords, mostKept } from "./records"
import type { Work } from "./work"

/** Reads which journeys run in the tool, all of them in every run. What is no longer listed has ended. */
export async function importExperiences({ ctx, job, claim, signal, checkpoint }: Work): Promise<void> {
  const { connection } = job
  const seen = new Set<string>()
  const seenAt = now().toISOString()
  const of = { organizationId: ctx.organizationId, connectionOrganizationId: connection.organizationId, connectionId: connection.id }
  await dial(homeOf(ctx, connection), { connection, signal, why: "job" }, async (session) => {
    if (!session.experiences) throw new SourceError("unsupported", "There are no experiences there.")
    for await (const page of session.experiences()) {
      checkpoint()
      const rows = [...new Map(page.map((one) => [one.externalId, { ...of, ...one, name: plain(one.name), seenAt }])).values()]
      for (const { externalId } of rows) seen.add(externalId)
      await keepBatch(ctx, claim, { rows: rows.length, mark: null }, async ({ db }) => {
        if (rows.length === 0) return
        await db
          .insert(experiences)
          .values(rows)
          .onConflictDoUpdate({
            target: [experiences.organizationId, experiences.connectionOrganizationId, experiences.connectionId, experiences.externalId],
            set: { name: sql`excluded.name`, state: sql`excluded.state`, seenAt: sql`excluded.seen_at` },
          })
      })
    }
  })
  await within(ctx, async (inside) => {
    await holdJobRun(inside, claim)
    const theirs = and(
      eq(experiences.organizationId, of.organizationId),
      eq(experiences.connectionOrganizationId, of.connectionOrganizationId),
      eq(experiences.connectionId, of.connectionId),
    )
    const unlisted = seen.size > 0 ? notInArray(experiences.externalId, [...seen]) : undefined
    await inside.db
      .update(experiences)
      .set({ state: "ended" })
      .where(and(theirs, ne(experiences.state, "ended"), unlisted))
  })
}

const plain = (name: string) => name.replaceAll("\0", "").toWellFormed().slice(0, 500)

/** Messages that are asked for at once. */
const pulled = 500

/** Takes the messages that wait, a bounded number a run. Only what is kept is taken off the subscription: what comes twice is kept once. */
export async function importMessages({ ctx, job, claim, signal, checkpoint }: Work): Promise<void> {
  const { connection, settings } = job
  await dial(homeOf(ctx, connection), { connection, signal, why: "job" }, async (session) => {
    if (!session.pull) throw new SourceError("unsupported", "There are no messages there.")
    for (let brought = 0; brought < mostKept; ) {
      checkpoint()
      const { messages, taken } = await session.pull(String(settings.subscription), pulled, signal)
      if (messages.length === 0) return
      const records = new Map(messages.map(({ id, payload }) => [id, payload]))
      await keepBatch(ctx, claim, { rows: records.size, mark: null }, (inside) => keepRecords(inside, job.id, records))
      await taken()
      brought += messages.length
    }
  })
}
