import { text } from "drizzle-orm/pg-core"
import type { ConnectionId, OrganizationId, UserId } from "@/lib/base/ids"
import { organizations } from "./organizations"
import { users } from "./users"

/** What every table of a tenant begins with. */
export const organizationId = () =>
  text()
    .$type<OrganizationId>()
    .notNull()
    .references(() => organizations.id)
export const personId = () =>
  text()
    .$type<UserId>()
    .notNull()
    .references(() => users.id)
/** Another organization's only where an agency shares its connection with this client account. */
export const connectionOrganizationId = () => text().$type<OrganizationId>().notNull()
export const connectionId = () => text().$type<ConnectionId>().notNull()
