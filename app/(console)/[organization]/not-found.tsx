import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"

export const metadata = { title: "Not found" }

export default function NotFound() {
  return (
    <>
      <PageHeader title="This page is not here" />
      <EmptyState title="Nothing by this address" action={{ label: "Go to Home", href: "/" }}>
        It was removed, its address changed, or it belongs to somebody else. Check the address, or press Ctrl or ⌘ with K and search for
        what you were looking for.
      </EmptyState>
    </>
  )
}
