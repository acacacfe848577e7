import { sql } from "drizzle-orm"
import { index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"
import type { OrganizationId, UserId } from "@/lib/base/ids"
import { createdAt, idColumn, moment } from "./columns"

/** A person. Not a tenant's row: one person may belong to several organizations. */
export const users = pgTable(
  "users",
  {
    id: idColumn("usr").primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`)],
)

/** A person as an identity provider knows them: by issuer and subject, never by mail address. */
export const identities = pgTable(
  "identities",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: text()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] })],
)

/** The row behind every session token. Deleting it ends the session at the next request. */
export const sessions = pgTable(
  "sessions",
  {
    id: idColumn("ses").primaryKey(),
    /** SHA-256 of the random id that the cookie carries. */
    tokenHash: text().notNull().unique(),
    userId: text()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    /** An owner or admin who looks at an organization as another member, and changes nothing meanwhile. */
    viewingIn: text().$type<OrganizationId>(),
    viewingAs: text().$type<UserId>(),
    device: text().notNull().default("Unknown device"),
    address: text(),
    createdAt: createdAt(),
    seenAt: createdAt(),
    expiresAt: moment().notNull(),
  },
  (t) => [index("sessions_user").on(t.userId)],
)

/** One-use links: sign-in, set-up of the first organization, password reset. Only the hash of the token is kept. */
export const links = pgTable("links", {
  tokenHash: text().primaryKey(),
  purpose: text({ enum: ["sign-in", "set-up", "password-reset"] }).notNull(),
  userId: text()
    .$type<UserId>()
    .references(() => users.id),
  expiresAt: moment().notNull(),
  usedAt: moment(),
  createdAt: createdAt(),
})

/** Counters of the rate limiter, shared by all web processes. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: moment(),
})
