"use client"

import { useQuery } from "@tanstack/react-query"
import { useParams } from "next/navigation"
import { ask } from "@/components/ask"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import type { Keeper } from "@/lib/members/keepers"

export const NothingByAddress = () => (
  <>
    <PageHeader title="This page is not here" />
    <EmptyState title="Nothing by this address" action={{ label: "Go to Home", href: "/" }}>
      It was removed, its address changed, or it belongs to somebody else. Check the address, or press Ctrl or ⌘ with K and search for what
      you were looking for.
    </EmptyState>
  </>
)

/** Nothing about the refused page is asked for: only whom this person can turn to. */
export function AskAKeeper() {
  const { organization } = useParams<{ organization: string }>()
  const { data: keepers } = useQuery({
    queryKey: ["member.keepers", organization],
    queryFn: ({ signal }) => ask<Keeper[]>(paths.api.keepers(organization), { signal }),
  })
  return (
    <>
      <PageHeader title="Your role does not open this page" />
      <EmptyState title="Contact the organization administrator" action={{ label: "Go to Home", href: "/" }}>
        <p>Say which page you need. An owner or an admin can change your role in the Organization Management Panel, under Members.</p>
        <ul className="mt-2 min-h-10 space-y-1">
          {keepers?.map(({ name, email, role }) => (
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
