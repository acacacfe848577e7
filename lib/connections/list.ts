import "server-only"
import { sql } from "drizzle-orm"
import { query } from "@/lib/access/verb"
import { connectionFilter } from "./model"
import { pageOf } from "./page"

/** Every connection of the organization: the panel's table. */
export const listConnections = query("connection.list", connectionFilter, (ctx, filter) => pageOf(ctx, filter, sql`true`))
