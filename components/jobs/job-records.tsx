import { Section } from "@/components/ui/card"
import { type Column, DataTable } from "@/components/ui/data-table"
import { figure } from "@/components/ui/figure"
import { RelativeTime } from "@/components/ui/relative-time"
import { NameCell } from "@/components/ui/table"
import type { JobDetail } from "@/lib/jobs/model"

type Records = Exclude<JobDetail["records"], "hidden" | null>
const columns: Column<Records["newest"][number]>[] = [
  { header: "Key", cell: ({ key }) => <NameCell name={key} /> },
  {
    header: "What it holds",
    cell: ({ payload }) => (
      <code className="block max-h-15 overflow-hidden font-mono text-xs [overflow-wrap:anywhere]">{JSON.stringify(payload)}</code>
    ),
  },
  { header: "Received", cell: ({ receivedAt }) => <RelativeTime at={receivedAt} /> },
]

/** The newest of what an import or enrichment brought. */
export function JobRecords({ records }: Pick<JobDetail, "records">) {
  if (records === null) return null
  if (records === "hidden")
    return (
      <Section title="What it brought">
        <p className="text-muted-foreground">The records are for those who may use the authorization of this job.</p>
      </Section>
    )
  const { of, newest } = records
  return (
    <Section title="What it brought" description={`The newest ${figure(newest.length)} of ${figure(of)}. At most 10,000 are kept.`}>
      <DataTable caption="What it brought" columns={columns} rows={newest} keyOf={({ key }) => key} />
    </Section>
  )
}
