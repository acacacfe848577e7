import "server-only"
import { env } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"

/** A write must say that it comes from our own pages. One that says nothing is refused. */
export function isOurOwn(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site")
  if (site) return site === "same-origin"
  const origin = headers.get("origin")
  if (!origin) return false
  const { origin: ours, hostname } = new URL(env().PATCHBAY_URL)
  if (origin === ours) return true
  // On one's own machine the same console is reached by several names.
  const local = (name: string) => name === "localhost" || name === "127.0.0.1" || name === "[::1]"
  return local(hostname) && URL.canParse(origin) && local(new URL(origin).hostname) && new URL(origin).host === headers.get("host")
}

export const notOurOwn = "This request did not come from Patchbay's own pages."

/** For the doors of `api/console`, which are not behind `proxy.ts`. */
export function demandOwnPage({ headers }: Request): void {
  if (!isOurOwn(headers)) throw new AppError("forbidden", notOurOwn)
}
