import { ListFrame } from "@/components/ui/list-frame"
import type { AudiencePage } from "@/lib/audiences/model"
import { paths } from "@/lib/base/paths"
import { AudienceTable } from "./audience-table"
import type { Remove } from "./remove-audience"

type AudienceListProps = { slug: string; page: AudiencePage; q: string; remove: Remove }

/** The list with its search, or what to do when there is nothing in it. */
export function AudienceList({ slug, page, q, remove }: AudienceListProps) {
  return (
    <ListFrame
      noun={["audience", "audiences"]}
      page={page}
      q={q}
      href={(query) => paths.audiences(slug, query)}
      searches="The search looks at the names of audiences and of their tables."
      none={{
        why: "An audience is a filter over one table of a connection, counted on live data. Your team sees the audiences that are made in it.",
        action: { label: "New audience", href: paths.newAudience(slug) },
      }}
    >
      <AudienceTable slug={slug} rows={page.rows} remove={remove} />
    </ListFrame>
  )
}
