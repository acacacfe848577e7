import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import { AppError } from "@/lib/base/errors"

/** Whether marketers may create connections is a switch of the organization, off by default (product.md, rule 12). */
export function requireMayConnect(ctx: Context): void {
  const { role } = personOf(ctx)
  const { connectivityEnabled, marketersMayConnect } = ctx.organization
  if (!connectivityEnabled) throw new AppError("forbidden", "Connectivity is not enabled for your workspace.")
  if (role === "marketer" && !marketersMayConnect)
    throw new AppError(
      "forbidden",
      "Marketers may not create connections in this organization. Ask an owner or admin to connect it for you.",
    )
}

/** For screens: whether the button has a point. */
export function mayConnect(ctx: Context): boolean {
  try {
    requireMayConnect(ctx)
    return true
  } catch {
    return false
  }
}
