import "server-only"
import { env } from "@/lib/base/env"
import { paths } from "@/lib/base/paths"

export type Written = { subject: string; text: string; path: string | null; organization: { slug: string; name: string } }

/** Without a mail server nothing is sent: what would have been is kept, and owners and admins can read it. */
export const sendsMail = (): boolean => env().SMTP_URL !== undefined

/** A mail as it arrives: plain text, one link, and why it came. */
export function compose({ subject, text, path, organization: { slug, name } }: Written): { subject: string; text: string } {
  const link = `${env().PATCHBAY_URL.replace(/\/$/, "")}${paths.inside(slug, path)}`
  return { subject, text: `${text}\n\n${link}\n\n-- \nYou get this mail as a member of ${name} in Patchbay.\n` }
}
