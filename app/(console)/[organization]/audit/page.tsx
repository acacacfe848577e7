import { forbidden } from "next/navigation"
import { AuditLog } from "@/components/audit/audit-log"
import { PageHeader } from "@/components/ui/page-header"
import { listAudit } from "@/lib/audit/list"
import { auditFilter } from "@/lib/audit/model"
import { allows } from "@/lib/doors/allows"
import { read } from "@/lib/doors/read"
import { listMembers } from "@/lib/members/list"
import { previewImpactAction } from "../actions"
import { revertAccessAction } from "./actions"

export const metadata = { title: "Audit log" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string>> }

const about = "Every act with who did it, before and after. Lines are chained to each other: one that was changed or left out is found."

export default async function AuditPage({ params, searchParams }: Props) {
  if (!(await allows(listAudit))) forbidden()
  const [{ organization: slug }, asked] = await Promise.all([params, searchParams])
  const filter = auditFilter.parse(asked)
  const [page, members] = await Promise.all([read(listAudit, filter), read(listMembers, {})])
  const people = members.map(({ userId, name }) => ({ id: userId, name }))
  return (
    <>
      <PageHeader title="Audit log" description={about} />
      <AuditLog slug={slug} page={page} filter={filter} people={people} revert={revertAccessAction} preview={previewImpactAction} />
    </>
  )
}
