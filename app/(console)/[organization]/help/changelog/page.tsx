import { Changelog } from "@/components/help/changelog"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { currentContext } from "@/lib/doors/context"
import { answer } from "@/lib/doors/read"
import { readChangelog } from "@/lib/overview/changelog"

export const metadata = { title: "Changelog · Help" }

export default async function ChangelogPage() {
  const { organization } = await answer(currentContext)
  return (
    <>
      <PageHeader title="Changelog" breadcrumbs={[{ label: "Help", href: paths.help(organization.slug) }]} />
      <Changelog releases={await readChangelog()} />
    </>
  )
}
