import "server-only"
import { createHmac, timingSafeEqual } from "node:crypto"
import canonicalize from "canonicalize"
import { now } from "@/lib/base/clock"
import { required } from "@/lib/base/env"
import type { OrganizationId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import type { Counted, Target } from "./model"

type Asked = Target & { organizationId: OrganizationId }

const sign = (asked: Asked, count: number, countedAt: string): Buffer =>
  createHmac("sha256", required("WORKER_TOKEN"))
    .update(canonicalize({ about: "count", asked, count, countedAt }) ?? "")
    .digest()

/** A count that came from the worker carries a mark, so that the browser can hand it back and cannot make one up. */
export const marked = (asked: Asked, count: number, countedAt: string): Counted => ({
  count,
  countedAt,
  mark: sign(asked, count, countedAt).toString("base64url"),
})

/** Whether a count is the worker's answer to exactly this question, of today. */
export function isMarked(asked: Asked, { count, countedAt, mark }: Counted): boolean {
  const given = Buffer.from(mark, "base64url")
  const right = sign(asked, count, countedAt)
  return given.length === right.length && timingSafeEqual(given, right) && now().getTime() - Date.parse(countedAt) < times.day
}
