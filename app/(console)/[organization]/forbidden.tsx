import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { currentContext } from "@/lib/doors/context"
import { listKeepers } from "@/lib/members/keepers"

export const metadata = { title: "No access" }

export default async function Forbidden() {
  // Nothing about the refused page is asked for: only whom this person can turn to.
  const keepers = await currentContext().then(
    (ctx) => listKeepers(ctx, {}),
    () => [],
  )
  return (
    <>
      <PageHeader title="Your role does not open this page" />
      <EmptyState title="Contact the organization administrator" action={{ label: "Go to Home", href: "/" }}>
        <p>Say which page you need. An owner or an admin can change your role in the Organization Management Panel, under Members.</p>
        <ul className="mt-2 space-y-1">
          {keepers.map(({ name, email, role }) => (
            <li key={email}>
              <bdi>{name}</bdi>, {role}:{" "}
              <a className="text-primary underline underline-offset-2" href={`mailto:${email}`}>
                {email}
              </a>
            </li>
          ))}
        </ul>
      </EmptyState>
    </>
  )
}
