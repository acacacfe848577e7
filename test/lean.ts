import { audiences, queries } from "@/db/schema"
import { within } from "@/lib/access/within"
import { findAudience } from "@/lib/audiences/find"
import type { AudienceId } from "@/lib/base/ids"
import type { Who } from "./life"
import { connected, refreshed, type TestSource } from "./sources"
import type { House } from "./world"

export type Id = Awaited<ReturnType<typeof connected>>
const filter = { match: "all" as const, conditions: [] }
/** An audience and a query of this person's, as rows: nobody asks whether they might. */
export const lean = (house: House, connectionId: Id, who: Who = "marketer") =>
  within(house.as(who), async ({ db }) => {
    const own = { organizationId: house.id, connectionOrganizationId: house.id, connectionId, createdBy: house.people[who], filter }
    const on = { ...own, schema: "public", table: "customers", name: `Of ${who}` }
    const [audience] = await db
      .insert(audiences)
      .values({ ...on, teamId: house.teams.consumer })
      .returning({ id: audiences.id })
    const [query] = await db
      .insert(queries)
      .values({ ...on, columns: ["id"], destination: "Excel" })
      .returning({ id: queries.id })
    return { audienceId: audience!.id, queryId: query!.id }
  })
/** Created, validated and read. */
export const ready = async (house: House, source: TestSource, who: Who = "owner", more: object = {}) => {
  const id = await connected(house, house.as(who), source, more)
  await refreshed(house, house.as(who), id)
  return id
}
export const flagOf = async (house: House, audienceId: AudienceId) => (await findAudience(house.as("owner"), { audienceId })).flag
