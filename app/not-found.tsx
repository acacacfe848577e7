import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"

export const metadata = { title: "Not found" }

export default function NotFound() {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <PageHeader title="This page is not here" />
      <EmptyState title="Nothing by this address" action={{ label: "Go to Home", href: "/" }}>
        It was removed, its address changed, or it belongs to an organization that you are not in. Check the address, or start from Home and
        search there.
      </EmptyState>
    </main>
  )
}
