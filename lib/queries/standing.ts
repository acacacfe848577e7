import "server-only"
import type { queries } from "@/db/schema"
import type { Person } from "@/lib/access/decide"
import type { UserId } from "@/lib/base/ids"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { type Flag, flags } from "@/lib/dependents/model"
import * as dependents from "@/lib/dependents/standing"
import { selectOf } from "@/lib/questions/statement"
import { mostShown, type QueryRow, type QueryRunView } from "./model"

/** Everything that says how a query stands: the row, its maker, its connection, its table and the subscription as they are now. */
export type Found = typeof queries.$inferSelect & dependents.Leaning & { target: dependents.TableFacts | null; covered: boolean }

export function flagOf(found: Found, at: Date): Flag | null {
  const { connection, schema, table, columns: names, filter } = found
  const fits = (columns: dependents.TableFacts["columns"]) => {
    try {
      return selectOf(connection.platform, { schema, table, columns }, names, filter, mostShown) !== undefined
    } catch {
      return false
    }
  }
  return dependents.stopped(found, fits, at) ?? (found.covered ? null : dependents.flag("destination"))
}

/** Queries are made on what can answer with rows; a platform that cannot yet says so. */
export const noRows = (platform: string): string | null =>
  isPlatform(platform) && manifestOf(platform).capabilities.rows
    ? null
    : `Queries cannot be fetched from ${isPlatform(platform) ? manifestOf(platform).name : "this platform"} yet. Choose another connection.`

/** Why a refresh that this person started may not run; null when it may. Its maker's right and seat count, and a private connection serves only its owner. */
export function refusalOf(found: Found, startedBy: UserId | null, at: Date): string | null {
  const { visibility, ownerId, platform } = found.connection
  if (visibility === "private" && startedBy !== null && startedBy !== ownerId) return flags.private
  return flagOf(found, at)?.explanation ?? noRows(platform)
}

const iso = (run: QueryRunView | null): QueryRunView | null =>
  run && { ...run, createdAt: isoOf(run.createdAt), finishedAt: run.finishedAt && isoOf(run.finishedAt) }
const isoOf = (moment: string) => new Date(moment).toISOString()

export function queryRow(found: Found & { lastRun: QueryRunView | null }, viewer: Person, at: Date): QueryRow {
  const { id, name, schema, table, destination, updatedAt, lastRun } = found
  const view = dependents.leaningView(found, flagOf(found, at), viewer, at)
  return { ...view, id, name, schema, table, destination, updatedAt, lastRun: iso(lastRun) }
}

export const readOnly = (found: Found, viewer: Person, at: Date): string | null => dependents.readOnly(found, flagOf(found, at), viewer, at)
