import "server-only"
import { sql } from "drizzle-orm"
import * as z from "zod"
import { query } from "@/lib/access/verb"
import { requestsWhere } from "./find"

/** All requests for access, for those who answer them. What was withdrawn concerns nobody any more. */
export const listRequests = query("request.list", z.object({}), (ctx) => requestsWhere(ctx, sql`r.state <> 'withdrawn'`))
