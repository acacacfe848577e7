import Link from "next/link"
import { Feedback } from "@/components/help/feedback"
import { MatrixTable } from "@/components/help/matrix-table"
import { Troubleshooting } from "@/components/help/troubleshooting"
import { Section } from "@/components/ui/card"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { currentContext } from "@/lib/doors/context"
import { answer } from "@/lib/doors/read"
import { supportOf } from "@/lib/overview/support"

export const metadata = { title: "Help" }

export default async function HelpPage() {
  const { organization } = await answer(currentContext)
  return (
    <div className="space-y-7">
      <PageHeader title="Help" description="What to do when a connection does not work, who may do what, and whom to tell." />
      <Section title="Troubleshooting">
        <Troubleshooting />
      </Section>
      <Section title="Permissions" description="What each role may do to a connection. An owner and an admin have the same rights.">
        <MatrixTable />
      </Section>
      <Section title="Feedback">
        <Feedback support={supportOf()} about={`Organization: ${organization.name}`} />
      </Section>
      <Section title="Changelog">
        <Link className="text-primary underline underline-offset-2" href={paths.changelog(organization.slug)}>
          See what changed
        </Link>
      </Section>
    </div>
  )
}
