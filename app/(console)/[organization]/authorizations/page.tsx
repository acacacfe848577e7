import { forbidden } from "next/navigation"
import { AuthorizationTable } from "@/components/authorizations/authorization-table"
import { KeepFresh } from "@/components/live/live"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHeader } from "@/components/ui/page-header"
import { SearchInput } from "@/components/ui/search-input"
import { Toolbar } from "@/components/ui/toolbar"
import { listAuthorizations } from "@/lib/authorizations/list"
import { authorizationFilter, mostAuthorizations } from "@/lib/authorizations/model"
import { paths } from "@/lib/base/paths"
import { allows } from "@/lib/doors/allows"
import { read } from "@/lib/doors/read"

export const metadata = { title: "Authorizations" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string>> }

const about = "The logins of the organization: is each alive, whose is it, and when does it end. The same rows as the connections."

export default async function AuthorizationsPage({ params, searchParams }: Props) {
  if (!(await allows(listAuthorizations))) forbidden()
  const [{ organization: slug }, asked] = await Promise.all([params, searchParams])
  const filter = authorizationFilter.parse(asked)
  const { rows, more } = await read(listAuthorizations, filter)
  const create = { label: "Create New", href: paths.newConnection(slug, { for: "authorization" }) }
  return (
    <>
      <KeepFresh />
      <PageHeader title="Authorizations" description={about} action={create} />
      <Toolbar end={more ? `The first ${mostAuthorizations}: search for the others` : undefined}>
        <SearchInput label="Search authorizations" />
      </Toolbar>
      {rows.length === 0 ? (
        <EmptyState title={filter.q ? "No authorization matches" : "No authorizations yet"} action={create} />
      ) : (
        <AuthorizationTable slug={slug} rows={rows} filter={filter} />
      )}
    </>
  )
}
