import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"

export const metadata = { title: "No access" }

export default function Forbidden() {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <PageHeader title="Your role does not open this page" />
      <EmptyState title="Access is given by an administrator" action={{ label: "Go to Home", href: "/" }}>
        Contact the organization administrator and say which page you need. An owner or an admin can change your role under Members.
      </EmptyState>
    </main>
  )
}
