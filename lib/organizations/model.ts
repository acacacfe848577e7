import * as z from "zod"
import type { Destination } from "@/db/schema/organizations"
import { email, nameOf, newPassword, personName } from "@/lib/accounts/model"
import { ownWords } from "@/lib/base/own-words"

export const organizationName = nameOf("a name", 80)
export const slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "Use 1 to 40 letters, digits and hyphens; begin and end with a letter or digit.")
  .refine((value) => !ownWords.includes(value), "This address is used by Patchbay itself. Choose another.")

/** "Acme Outfitters" becomes "acme-outfitters". */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "")

export const newOrganization = z.object({
  name: organizationName,
  slug,
  owner: z.object({ email, name: personName, password: newPassword.optional() }),
})

export const organizationEdit = z.object({
  version: z.int32(),
  name: organizationName.optional(),
  marketersMayConnect: z.boolean().optional(),
  /** An agency has client accounts. */
  agency: z.boolean().optional(),
})

/** Where the answer of a query may go, as far as the subscription covers it. */
export const destinations = [
  "Google Sheets",
  "Looker Studio",
  "Excel",
  "Power BI",
  "API",
  "Data warehouse",
] as const satisfies readonly Destination[]
export type { Destination }
