import "server-only"
import { env } from "@/lib/base/env"

/** Where the operator wants feedback: a mail address or a web address. Anything else is not made into a link. */
export function supportOf(told = env().PATCHBAY_SUPPORT): { mail?: string; web?: string } {
  if (!told) return {}
  if (/^https?:\/\/\S+$/.test(told)) return { web: told }
  const mail = told.replace(/^mailto:/, "")
  return /^[^\s@?&]+@[^\s@?&]+$/.test(mail) ? { mail } : {}
}
