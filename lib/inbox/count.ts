import "server-only"
import * as z from "zod"
import { query } from "@/lib/access/verb"
import { countUnread } from "./own"

/** How many notices this person has not read. Every page asks, so it is the number and nothing else. */
export const countNotices = query("notice.count", z.object({}), async (ctx) => ({ unread: await countUnread(ctx) }))
