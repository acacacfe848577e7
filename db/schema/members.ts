import { sql } from "drizzle-orm"
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core"
import type { OrganizationId, TeamId, UserId } from "@/lib/base/ids"
import { createdAt, idColumn, moment } from "./columns"
import { organizations } from "./organizations"
import { organizationId, personId } from "./owned"

export const memberRole = ["owner", "admin", "editor", "marketer"] as const

export const teams = pgTable(
  "teams",
  {
    organizationId: organizationId(),
    id: idColumn("tea"),
    name: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] }), uniqueIndex("teams_name").on(t.organizationId, sql`lower(${t.name})`)],
)

/** A person in an organization. */
export const memberships = pgTable(
  "memberships",
  {
    organizationId: organizationId(),
    id: idColumn("mem"),
    userId: personId(),
    role: text({ enum: memberRole }).notNull(),
    seat: boolean().notNull().default(false),
    /** Set in a client account: this person belongs to its agency, which let them in. */
    agencyId: text()
      .$type<OrganizationId>()
      .references(() => organizations.id),
    /** The team chosen in the switcher. */
    activeTeamId: text().$type<TeamId>(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("memberships_user").on(t.organizationId, t.userId),
    index("memberships_by_user").on(t.userId),
    index("memberships_by_agency").on(t.agencyId),
  ],
)

export const teamMembers = pgTable(
  "team_members",
  { organizationId: organizationId(), teamId: text().$type<TeamId>().notNull(), userId: text().$type<UserId>().notNull() },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.teamId, t.userId] }),
    foreignKey({ columns: [t.organizationId, t.teamId], foreignColumns: [teams.organizationId, teams.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.organizationId, t.userId], foreignColumns: [memberships.organizationId, memberships.userId] }).onDelete(
      "cascade",
    ),
    index("team_members_user").on(t.organizationId, t.userId),
  ],
)

export const invitations = pgTable(
  "invitations",
  {
    organizationId: organizationId(),
    id: idColumn("inv"),
    email: text().notNull(),
    role: text({ enum: memberRole }).notNull(),
    seat: boolean().notNull().default(true),
    teamIds: text().array().$type<TeamId[]>().notNull().default(sql`'{}'`),
    tokenHash: text().notNull().unique(),
    invitedBy: text().$type<UserId>().notNull(),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    revokedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
)
