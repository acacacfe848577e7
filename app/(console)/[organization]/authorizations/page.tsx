import { forbidden } from "next/navigation"
import { askedFrom } from "@/components/authorizations/address"
import { AuthorizationList } from "@/components/authorizations/authorization-list"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { listAuthorizations } from "@/lib/authorizations/list"
import { paths } from "@/lib/base/paths"
import { allows } from "@/lib/doors/allows"
import { read } from "@/lib/doors/read"
import { checkNowAction } from "./actions"

export const metadata = { title: "Authorizations" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

const about = "The logins of the organization: is each alive, whose is it, and when does it end. The same rows as the connections."

export default async function AuthorizationsPage({ params, searchParams }: Props) {
  if (!(await allows(listAuthorizations))) forbidden()
  const { organization: slug } = await params
  const asked = askedFrom(await searchParams)
  const page = await read(listAuthorizations, asked as object)
  const create = { label: "+ Create New", href: paths.newConnection(slug, { for: "authorization" }) }
  return (
    <>
      <KeepFresh />
      <PageHeader title="Authorizations" description={about} action={create} />
      <AuthorizationList slug={slug} asked={asked} page={page} create={create} check={checkNowAction} />
    </>
  )
}
