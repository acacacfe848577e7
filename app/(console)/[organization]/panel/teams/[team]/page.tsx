import { notFound } from "next/navigation"
import { AddMembersDialog } from "@/components/teams/add-members-dialog"
import { TeamActsBar } from "@/components/teams/team-acts"
import { TeamMembers } from "@/components/teams/team-members"
import { Section } from "@/components/ui/card"
import { read } from "@/lib/doors/read"
import { listMembers } from "@/lib/members/list"
import { listTeams } from "@/lib/teams/list"
import { previewImpactAction } from "../../../actions"
import { removeTeamAction, renameTeamAction, setTeamMembersAction } from "../actions"

export const metadata = { title: "Team" }

export default async function TeamPage({ params }: { params: Promise<{ organization: string; team: string }> }) {
  const { organization: slug, team: id } = await params
  const [teams, members] = await Promise.all([read(listTeams, {}), read(listMembers, {})])
  const team = teams.find((one) => one.id === id)
  if (!team) notFound()
  const inside = members.filter((member) => member.teams.some((one) => one.id === team.id))
  const outside = members.filter((member) => !inside.includes(member))
  const acts = (
    <>
      <TeamActsBar slug={slug} team={team} rename={renameTeamAction} remove={removeTeamAction} preview={previewImpactAction} />
      <AddMembersDialog team={team} outside={outside} setMembers={setTeamMembersAction} />
    </>
  )
  return (
    <Section
      title={<bdi>{team.name}</bdi>}
      description={`${inside.length} of ${members.length} members of the organization`}
      actions={acts}
    >
      <TeamMembers team={team} members={inside} setMembers={setTeamMembersAction} preview={previewImpactAction} />
    </Section>
  )
}
