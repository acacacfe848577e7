import { forbidden, notFound } from "next/navigation"
import { ClientTable } from "@/components/clients/client-table"
import { NewClientDialog } from "@/components/clients/new-client-dialog"
import { Section } from "@/components/ui/card"
import { listClients } from "@/lib/clients/list"
import { allows } from "@/lib/doors/allows"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { listMembers } from "@/lib/members/list"
import { createClientAction, letInAction, letOutAction } from "./actions"

export const metadata = { title: "Client accounts" }

const about = "Organizations of the agency's clients. Whoever is let in finds them in the organization switcher."

export default async function ClientAccountsPage() {
  if (!(await allows(listClients))) forbidden()
  const { organization } = await answer(currentContext)
  if (organization.kind !== "agency") notFound()
  const [clients, members] = await Promise.all([read(listClients, {}), read(listMembers, {})])
  return (
    <Section title="Client accounts" description={about} actions={<NewClientDialog create={createClientAction} />}>
      <ClientTable clients={clients} members={members} letIn={letInAction} letOut={letOutAction} />
    </Section>
  )
}
