import "server-only"
import type * as z from "zod"
import type { Context } from "@/lib/access/context"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { hasTables, manifestOf } from "@/lib/connectors/manifests"
import { enqueue } from "@/lib/queue/enqueue"
import { findConnection } from "./find"
import { priorities, refreshSchemaJob } from "./jobs"
import { connectionRef } from "./model"
import { queueRun } from "./run"
import { connectionCan } from "./states"

/** Promises a reading of the schema. One at a time: a second click joins the one that runs. */
export async function refreshNow(ctx: Context, { connectionId }: z.output<typeof connectionRef>) {
  const { platform, status, lifecycle } = await findConnection(ctx, connectionId, "refresh")
  if (!hasTables(platform)) throw new AppError("conflict", noSchema(platform))
  if (!connectionCan(status, "refresh") || lifecycle !== "live")
    throw new AppError("conflict", "Only an Active connection can be refreshed.")
  const run = await queueRun(ctx, { connectionId, kind: "refresh", startedBy: personOf(ctx).userId })
  if (!run) throw new AppError("conflict", "A refresh has just ended. Try again.")
  if (!run.joined) await enqueue(ctx, refreshSchemaJob, { connectionId, runId: run.id }, { priority: priorities.refresh })
  return { id: connectionId, runId: run.id, joined: run.joined, audit: { runId: run.id, joined: run.joined } }
}

export const noSchema = (platform: string) => `${manifestOf(platform).name} has no tables: there is no schema to refresh.`

export const refreshConnection = command("connection.refresh", connectionRef, refreshNow)
