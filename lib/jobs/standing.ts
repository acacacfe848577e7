import "server-only"
import type { jobs } from "@/db/schema"
import type { Person } from "@/lib/access/decide"
import type { Found as Audience } from "@/lib/audiences/standing"
import type { UserId } from "@/lib/base/ids"
import type { Found as Connection } from "@/lib/connections/find"
import type { Column } from "@/lib/connectors/connector"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { type Flag, flags } from "@/lib/dependents/model"
import * as dependents from "@/lib/dependents/standing"
import { pageOf } from "@/lib/questions/statement"
import { canBeKey, type JobRow, notEnabled, type Settings } from "./model"
import { jobTypeOf } from "./states"

/** Everything that says how a job stands: the row, its maker, its authorization and its audience as they are now. */
export type Found = typeof jobs.$inferSelect & dependents.Leaning & { audience: Audience | null }

/** Columns that a job reads of its audience's table. */
export const mostColumns = 100
export const columnsOf = ({ type, settings }: Pick<Found, "type" | "settings">, columns: readonly Column[]): string[] => {
  const { email, columns: chosen = [] } = settings as Settings
  if (type === "enrichment.contacts") return [String(email)]
  return chosen.length > 0 ? [...chosen] : columns.slice(0, mostColumns).map(({ name }) => name)
}

type Reads = Pick<Found, "type" | "settings">
/** Why these settings cannot read the audience; null when they can. */
export function misfit(job: Reads, { connection: { platform }, schema, table, filter }: Audience, columns: Column[]): string | null {
  if (!isPlatform(platform) || !manifestOf(platform).capabilities.rows)
    return `The rows of ${isPlatform(platform) ? manifestOf(platform).name : "this platform"} cannot be fetched yet. Choose another audience.`
  const { key, email } = job.settings as Settings
  const column = columns.find(({ name }) => name === key)
  if (!column) return `There is no column ${key} in the table. Choose a key column again.`
  if (!canBeKey(column)) return `The column ${key} is neither a number nor a text, so it cannot be the key. Choose another.`
  if (email !== undefined && columns.find(({ name }) => name === email)?.kind !== "text")
    return `There is no text column ${email} in the table. Choose the e-mail column again.`
  try {
    const names = columnsOf(job, columns)
    return pageOf(platform, { schema, table, columns }, names, filter, { key: column.name, after: null, most: 1 }) ? null : ""
  } catch {
    return "A column that it uses is gone or has changed its type. Choose again."
  }
}

/** What its maker lacks, or what of it does not work any more; null when it may run. */
export function flagOf(found: Found, at: Date): Flag | null {
  const { connection, type, audience } = found
  const lacks = dependents.lacking(found, at)
  if (lacks) return lacks
  if (notEnabled(connection, type)) return dependents.flag("not enabled")
  if (!audience) return jobTypeOf[type].audience ? dependents.flag("audience") : null
  // It is the maker of the job who must be let in there, whoever made the audience.
  const reading = { ...found, connection: audience.connection, target: audience.target }
  const halted = dependents.stopped(reading, (columns) => misfit(found, audience, columns) === null, at)
  return halted && { ...halted, explanation: `Its audience cannot be read. ${halted.explanation}` }
}

/** Why a run may not go on; null when it may. Its maker's right and seat count, and a private authorization serves only its owner. */
export function refusalOf(found: Found, startedBy: UserId | null, at: Date): string | null {
  const serves = ({ visibility, ownerId }: Connection) => visibility !== "private" || startedBy === null || startedBy === ownerId
  if (!serves(found.connection) || (found.audience && !serves(found.audience.connection))) return flags.private
  return flagOf(found, at)?.explanation ?? null
}

const iso = (moment: string | null) => moment && new Date(moment).toISOString()

export function jobRow(found: Found, viewer: Person, at: Date): JobRow {
  const { id, name, kind, type, state, everyMinutes, reason, failingSince, nextRunAt, lastRunAt, createdAt } = found
  const when = {
    failingSince: iso(failingSince),
    nextRunAt: iso(nextRunAt),
    lastRunAt: iso(lastRunAt),
    createdAt: new Date(createdAt).toISOString(),
  }
  return { ...dependents.leaningView(found, flagOf(found, at), viewer, at), id, name, kind, type, state, everyMinutes, reason, ...when }
}

/** What has stopped can be mended by its settings too, where it is they that no longer fit. */
export const readOnly = (found: Found, viewer: Person, at: Date): string | null => {
  const halted = flagOf(found, at)
  return dependents.readOnly(found, halted?.reason === "column gone" ? null : halted, viewer, at)
}
