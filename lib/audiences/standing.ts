import "server-only"
import type { audiences } from "@/db/schema"
import type { Person } from "@/lib/access/decide"
import * as dependents from "@/lib/dependents/standing"
import { isLegal } from "@/lib/questions/statement"
import type { AudienceRow } from "./model"

/** Everything that says how an audience stands: the row, its maker as they are now, its connection and its table as they are now. */
export type Found = typeof audiences.$inferSelect & dependents.Leaning & { target: dependents.TableFacts | null }

function flagOf(found: Found, at: Date) {
  const { connection, schema, table, filter } = found
  return dependents.stopped(found, (columns) => isLegal(connection.platform, { schema, table, columns }, filter), at)
}

export function audienceRow(found: Found, viewer: Person, at: Date): AudienceRow {
  const { id, name, schema, table, lastCount, countedAt, updatedAt } = found
  return { ...dependents.leaningView(found, flagOf(found, at), viewer, at), id, name, schema, table, lastCount, countedAt, updatedAt }
}

export const readOnly = (found: Found, viewer: Person, at: Date): string | null => dependents.readOnly(found, flagOf(found, at), viewer, at)
