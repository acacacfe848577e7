import "server-only"
import type { schemaTables } from "@/db/schema"
import { decide, type Person, refusals } from "@/lib/access/decide"
import type { MemberRole } from "@/lib/access/permissions"
import type { OrganizationId, TeamId, UserId } from "@/lib/base/ids"
import { type Found as Connection, rowOf } from "@/lib/connections/find"
import type { Column } from "@/lib/connectors/connector"
import { type Flag, flags, type LeaningView } from "./model"

/** Everything that says whether what leans on a connection may go on: its maker and its connection, as they are now. */
export type Leaning = {
  organizationId: OrganizationId
  createdBy: UserId
  teamId: TeamId | null
  connection: Connection
  makerName: string
  makerRole: MemberRole | null
  makerSeat: boolean | null
  makerTeams: TeamId[]
  teamName: string | null
}
/** The table that it reads, as last read. */
export type TableFacts = Pick<typeof schemaTables.$inferSelect, "columns" | "readable">

export const flag = (reason: Flag["reason"]): Flag => ({ reason, explanation: flags[reason] })

/** The maker as the policy sees them in the team in which it was made: it runs with its maker's right and seat, whoever starts it. */
const makerOf = ({ organizationId, createdBy, makerRole, makerSeat, makerTeams, teamId }: Leaning): Person | null =>
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

/** What its maker lacks now to use the connection; null when they may. */
export function lacking(found: Leaning, at: Date): Flag | null {
  const maker = makerOf(found)
  if (!maker) return flag("maker left")
  const { reason } = decide(maker, "use", rowOf(found.connection), at)
  if (reason === "yes") return null
  const { lifecycle, visibility } = found.connection
  if (reason === "not active" && lifecycle === "disconnected") return flag("disconnected")
  if (reason !== "not found" && reason !== "role") return flag(reason)
  if (lifecycle === "deleted") return flag("not found")
  if (visibility === "private") return flag("private")
  // To a marketer what is withdrawn does not exist; what they made says which of the two it is.
  return flag(reason === "not found" ? "not granted" : reason)
}

/** The same for what reads one table: the maker first, then the table, then the columns. */
export function stopped(found: Leaning & { target: TableFacts | null }, fits: (columns: Column[]) => boolean, at: Date): Flag | null {
  const lacks = lacking(found, at)
  if (lacks) return lacks
  if (!found.target) return flag("table gone")
  if (!found.target.readable) return flag("unreadable")
  return fits(found.target.columns) ? null : flag("column gone")
}

/** Why the viewer may only look. What has stopped is read-only for everybody; the rest may still be out of this person's reach. */
export function readOnly(found: Leaning, halted: Flag | null, viewer: Person, at: Date): string | null {
  if (halted) return halted.explanation
  const { reason } = decide(viewer, "use", rowOf(found.connection), at)
  if (reason === "yes") return null
  return found.connection.visibility === "private" ? flags.private : refusals[reason]
}

export function leaningView(found: Leaning, halted: Flag | null, viewer: Person, at: Date): LeaningView {
  const { connection, teamId, teamName, createdBy, makerName } = found
  const seen = decide(viewer, "view", rowOf(connection), at).allowed
  return {
    connection: seen ? { id: connection.id, name: connection.name, platform: connection.platform } : null,
    team: teamId && teamName !== null ? { id: teamId, name: teamName } : null,
    maker: { id: createdBy, name: makerName },
    flag: halted,
  }
}

/** Who may see what came through a connection: those who may use it, also while it is not Active. */
export function seesRows(found: Pick<Leaning, "connection">, viewer: Person, at: Date): boolean {
  const { reason } = decide(viewer, "use", rowOf(found.connection), at)
  return reason === "yes" || reason === "not active" || reason === "not in team"
}
