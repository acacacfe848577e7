import "server-only"
import * as z from "zod"
import { personOf } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import { organizationsOf } from "./list"

/** Where else this person can go: the switcher of every page. */
export const listOwnOrganizations = query("organization.listOwn", z.object({}), (ctx) => organizationsOf(ctx.db, personOf(ctx).userId))
