import "server-only"
import type * as z from "zod"
import type { Context } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { impactToken } from "@/lib/impact/model"
import { demandImpact } from "@/lib/impact/of"
import { findConnection } from "./find"
import { connectionRef } from "./model"
import { holdRuns, takeOff } from "./take-off"
import { tellDisconnected } from "./tell"

const disconnectedConnection = connectionRef.extend({ token: impactToken })

/** Out of use, and kept for the restore window. Always allowed to those with the right, whatever leans on it (product.md, rule 2). */
export async function disconnectNow(
  ctx: Context,
  { connectionId, token }: z.output<typeof disconnectedConnection>,
  news = tellDisconnected,
) {
  await holdRuns(ctx, connectionId)
  const found = await findConnection(ctx, connectionId, "disconnect", { lock: true })
  if (found.lifecycle !== "live") throw new AppError("conflict", "This connection is disconnected already.")
  const { counts, peopleCount } = await demandImpact(ctx, [{ kind: "disconnect", connectionId }], token)
  await takeOff(ctx, found)
  await news(ctx, found)
  return { id: connectionId, audit: { name: found.name, stopped: counts, people: peopleCount } }
}

export const disconnectConnection = command("connection.disconnect", disconnectedConnection, disconnectNow)
