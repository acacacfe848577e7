import * as z from "zod"
import type { ConnectionRow } from "../connections/model"
import type { Category, Maturity } from "../connectors/connector"

export const categories = ["Data Warehouse", "Cloud Storage", "Database", "File", "Channel"] as const satisfies readonly Category[]

/** The catalog's address. What is not understood falls back, so that an old link still opens. */
export const catalogFilter = z.object({
  q: z.string().trim().max(200).catch("").default(""),
  category: z.enum(categories).optional().catch(undefined),
})
export type CatalogFilter = z.output<typeof catalogFilter>
export const platformRef = z.object({ platform: z.string().max(64) })
/** A platform that somebody misses: an announced one by its id, any other by the name that was typed. */
export const platformRequest = z.strictObject({
  platform: z.string("Name the platform.").trim().min(1, "Name the platform.").max(80, "A name has at most 80 characters. Shorten it."),
})

/** A card: what the platform is, and how many connections to it this person may know of. */
export type CatalogEntry = {
  id: string
  name: string
  category: Category
  maturity: Maturity
  description: string
  methods: string[]
  connections: number
  /** This person asked for it already. */
  requested: boolean
}
export type CatalogView = {
  entries: CatalogEntry[]
  /** How many stand in the whole catalog, and in which categories. */
  total: number
  categories: Category[]
  /** When nothing matches: what was perhaps meant. */
  nearest: { id: string; name: string } | null
  /** What members ask for, the most wanted first. Only owners and admins are told. */
  wanted: { platform: string; people: number }[]
}
/** `connections` are the first few that this person may see. */
export type PlatformView = { id: string; requested: boolean; connections: ConnectionRow[]; total: number; more: boolean }
