import "server-only"
import { sql } from "drizzle-orm"
import * as z from "zod"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { requestsWhere } from "./find"

/** What this person asked for, and what became of it. */
export const listMyRequests = query("request.listMine", z.object({}), (ctx) => requestsWhere(ctx, sql`r.user_id = ${personOf(ctx).userId}`))
