import { forbidden } from "next/navigation"
import { GeneralForm } from "@/components/organizations/general-form"
import { allows } from "@/lib/doors/allows"
import { read } from "@/lib/doors/read"
import { findOrganization } from "@/lib/organizations/find"
import { updateOrganization } from "@/lib/organizations/update"
import { updateOrganizationAction } from "./actions"

export const metadata = { title: "General" }

export default async function GeneralPage() {
  if (!(await allows(updateOrganization))) forbidden()
  return <GeneralForm settings={await read(findOrganization, {})} update={updateOrganizationAction} />
}
