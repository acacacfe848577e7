import { forbidden } from "next/navigation"
import { NewTeamDialog } from "@/components/teams/new-team-dialog"
import { TeamTable } from "@/components/teams/team-table"
import { Section } from "@/components/ui/card"
import { allows } from "@/lib/doors/allows"
import { read } from "@/lib/doors/read"
import { createTeam } from "@/lib/teams/create"
import { listTeams } from "@/lib/teams/list"
import { createTeamAction } from "./actions"

export const metadata = { title: "Teams" }

const about = "Divisions of the organization. A connection is shared with all teams or with some; a person works in one team at a time."

export default async function TeamsPage({ params }: { params: Promise<{ organization: string }> }) {
  const { organization: slug } = await params
  if (!(await allows(createTeam))) forbidden()
  const teams = await read(listTeams, {})
  return (
    <Section title="Teams" description={about} actions={<NewTeamDialog create={createTeamAction} />}>
      <TeamTable slug={slug} teams={teams} />
    </Section>
  )
}
