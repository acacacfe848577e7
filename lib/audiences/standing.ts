import "server-only"
import type { audiences, schemaTables } from "@/db/schema"
import { decide, type Person, refusals } from "@/lib/access/decide"
import type { MemberRole } from "@/lib/access/permissions"
import type { TeamId } from "@/lib/base/ids"
import { type Found as Connection, rowOf } from "@/lib/connections/find"
import { isLegal } from "@/lib/questions/statement"
import { type AudienceRow, type Flag, flags } from "./model"

type TableFacts = Pick<typeof schemaTables.$inferSelect, "columns" | "readable">

/** Everything that says how an audience stands: the row, its maker as they are now, its connection and its table as they are now. */
export type Found = typeof audiences.$inferSelect & {
  connection: Connection
  target: TableFacts | null
  makerName: string
  makerRole: MemberRole | null
  makerSeat: boolean | null
  makerTeams: TeamId[]
  teamName: string | null
}

const flag = (reason: Flag["reason"]): Flag => ({ reason, explanation: flags[reason] })

/** The maker as the policy sees them in the team of the audience: an audience runs with its maker's right and seat. */
const makerOf = ({ organizationId, createdBy, makerRole, makerSeat, makerTeams, teamId }: Found): Person | null =>
  makerRole === null
    ? null
    : {
        organizationId,
        agencyId: null,
        userId: createdBy,
        role: makerRole,
        seat: makerSeat === true,
        activeTeamId: teamId,
        teamIds: makerTeams,
      }

function flagOf(found: Found, at: Date): Flag | null {
  const maker = makerOf(found)
  if (!maker) return flag("maker left")
  const { reason } = decide(maker, "use", rowOf(found.connection), at)
  // To a marketer what is withdrawn does not exist; an audience of theirs says which of the two it is.
  if (reason === "not found" && found.connection.lifecycle !== "deleted") return flag("not granted")
  if (reason !== "yes") return flag(reason)
  if (!found.target) return flag("table gone")
  if (!found.target.readable) return flag("unreadable")
  return isLegal(found.connection.platform, { schema: found.schema, table: found.table, columns: found.target.columns }, found.filter)
    ? null
    : flag("column gone")
}

export function audienceRow(found: Found, viewer: Person, at: Date): AudienceRow {
  const { id, name, connection, schema, table, lastCount, countedAt, updatedAt, teamId, teamName, createdBy, makerName } = found
  const seen = decide(viewer, "view", rowOf(connection), at).allowed
  return {
    id,
    name,
    connection: seen ? { id: connection.id, name: connection.name, platform: connection.platform } : null,
    schema,
    table,
    lastCount,
    countedAt,
    team: teamId && teamName !== null ? { id: teamId, name: teamName } : null,
    maker: { id: createdBy, name: makerName },
    updatedAt,
    flag: flagOf(found, at),
  }
}

/** Why the viewer may only look. A stopped audience is read-only for everybody; another may still be out of this person's reach. */
export function readOnly(found: Found, viewer: Person, at: Date): string | null {
  const stopped = flagOf(found, at)
  if (stopped) return stopped.explanation
  const { reason } = decide(viewer, "use", rowOf(found.connection), at)
  return reason === "yes" ? null : refusals[reason]
}
