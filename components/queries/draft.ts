import * as z from "zod"
import type { TableChoice } from "@/components/pickers/table-step"
import { idOf } from "@/lib/base/ids"
import type { Column } from "@/lib/connectors/connector"
import { destinations } from "@/lib/organizations/model"
import { filterSchema } from "@/lib/sql/model"

export const draftForm = "new-query"

const column = z.custom<Column>((one) => typeof one === "object" && one !== null && "name" in one && "kind" in one)
const table = z.object({ schema: z.string(), name: z.string(), columns: z.array(column), estimatedRows: z.number().optional() })

/** What is kept of a half-made query, so that a way out to the wizard for connections loses nothing. */
const draft = z.object({
  name: z.string().catch(""),
  destination: z.enum(destinations).optional().catch(undefined),
  connectionId: idOf("con").optional().catch(undefined),
  table: table.optional().catch(undefined),
  columns: z.array(z.string()).catch([]),
  filter: filterSchema.optional().catch(undefined),
})
export type QueryDraft = Omit<z.output<typeof draft>, "table"> & { table?: TableChoice | undefined }

export const readDraft = (kept: unknown): QueryDraft => draft.parse(typeof kept === "object" && kept !== null ? kept : {})
export const isBegun = ({ name, connectionId }: QueryDraft): boolean => Boolean(name || connectionId)
