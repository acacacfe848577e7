import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"

/** Sources need the Connectivity Suite; without it there is nothing here to see. */
export function NotEnabled({ slug, title }: { slug: string; title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState title="Connectivity is not enabled for your workspace" action={{ label: "Go to Home", href: paths.home(slug) }}>
        Catalog, Connections and Imports need the Connectivity Suite. Ask an owner of your organization, or the people who run Patchbay for
        you, to enable it. What was connected before is kept.
      </EmptyState>
    </>
  )
}
