import { Bidi } from "@/components/ui/bidi"
import type { Column } from "@/components/ui/data-table"
import { RelativeTime } from "@/components/ui/relative-time"
import { NameCell, type Sort } from "@/components/ui/table"
import { paths } from "@/lib/base/paths"
import type { JobRow } from "@/lib/jobs/model"
import { type JobSort, jobTypeOf } from "@/lib/jobs/states"
import { JobState } from "./job-state"
import { kindWords } from "./words"

export type SortOf = (sort: JobSort) => Sort
export const Muted = ({ children }: { children: React.ReactNode }) => <span className="text-muted-foreground">{children}</span>
export const Moment = ({ at, none }: { at: string | null; none: string }) => (at ? <RelativeTime at={at} /> : <Muted>{none}</Muted>)

/** One line in a table, whole under the pointer, on a phone, and on the job's own page. */
const Short = ({ text }: { text: string }) => (
  <span title={text} className="block truncate md:max-w-44 max-md:whitespace-normal">
    <Bidi text={text} />
  </span>
)

/** What every table of jobs shows of one. */
export const jobColumns = (slug: string, sortOf: SortOf): Column<JobRow>[] => [
  { header: "Name", sort: sortOf("name"), cell: ({ id, name }) => <NameCell name={name} href={paths.job(slug, id)} /> },
  {
    header: "Type",
    sort: sortOf("type"),
    cell: ({ kind, type }) => (
      <div className="md:min-w-44">
        {kindWords[kind]}
        <span className="block text-faint text-xs">{jobTypeOf[type].label}</span>
      </div>
    ),
  },
  { header: "Status", sort: sortOf("status"), cell: (job) => <JobState job={job} /> },
  { header: "Last run", cell: ({ lastRunAt }) => <Moment at={lastRunAt} none="Not yet" /> },
  { header: "Next run", cell: ({ nextRunAt }) => <Moment at={nextRunAt} none="None" /> },
  { header: "Errors", cell: ({ reason }) => (reason ? <Short text={reason} /> : <Muted>None</Muted>) },
  { header: "Created", sort: sortOf("created"), cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
]

/** The next press of a head turns the order around; the first begins with the usual one. */
export const sorting =
  (asked: { sort: JobSort; direction: "asc" | "desc" }, href: (query: { sort: JobSort; direction: "asc" | "desc" }) => string): SortOf =>
  (sort) => {
    const here = asked.sort === sort
    const direction = here ? (asked.direction === "asc" ? "desc" : "asc") : sort === "created" ? "desc" : "asc"
    const now = asked.direction === "asc" ? ("ascending" as const) : ("descending" as const)
    return { href: href({ sort, direction }), ...(here && { direction: now }) }
  }
