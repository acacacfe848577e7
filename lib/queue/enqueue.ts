import "server-only"
import { sql } from "drizzle-orm"
import { fromDrizzle } from "pg-boss"
import type * as z from "zod"
import type { Context } from "@/lib/access/context"
import { boss } from "./boss"
import type { Job } from "./define"

/** Promises work in the caller's own transaction: kept or lost together with the change that asked for it. */
export async function enqueue<S extends z.ZodType>(
  ctx: Context,
  job: Job<S>,
  payload: z.input<S>,
  options: { startAfterSeconds?: number; priority?: number } = {},
) {
  const data = { organizationId: ctx.organizationId, payload: job.payload.parse(payload) }
  const queue = await boss()
  await queue.send(job.name, data, {
    db: fromDrizzle(ctx.db as Parameters<typeof fromDrizzle>[0], sql),
    ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
    ...(options.priority === undefined ? {} : { priority: options.priority }),
  })
}
