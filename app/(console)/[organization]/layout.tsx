import type { Metadata } from "next"
import type { ReactNode } from "react"
import { commandsFor, placesFor } from "@/components/overview/places"
import { WorkerNotice } from "@/components/overview/worker-notice"
import { pack } from "@/components/packed"
import { personOf } from "@/lib/access/context"
import { paths } from "@/lib/base/paths"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { findFrame } from "@/lib/overview/frame"
import { ConsoleFrame } from "./console-frame"

type Props = { params: Promise<{ organization: string }>; children: ReactNode }

export async function generateMetadata(): Promise<Metadata> {
  const { organization } = await answer(currentContext)
  return { title: { template: `%s · ${organization.name}`, default: organization.name } }
}

export default async function ConsoleLayout({ children }: Props) {
  const ctx = await answer(currentContext)
  const { slug, marketersMayConnect, connectivityEnabled } = ctx.organization
  const { userId, role, name, email, activeTeamId, seenBy } = personOf(ctx)
  const { organizations: own, teams, worker, unread } = await read(findFrame, {})
  const organizations = own.map((one) => ({ id: one.id, name: one.name, href: paths.home(one.slug), detail: titleOf(one.role) }))
  const mayConnect = connectivityEnabled && (role !== "marketer" || marketersMayConnect)
  const frame = pack({
    slug,
    userId,
    drawn: ctx.drawn,
    unread,
    viewing: seenBy !== undefined,
    organization: { id: ctx.organizationId, name: ctx.organization.name, href: paths.home(slug) },
    organizations,
    sections: placesFor(slug, role),
    commands: commandsFor(slug, role, mayConnect),
    person: { name, email, role: titleOf(role) },
    accountHref: paths.account(),
    sessionsHref: `${paths.account()}#sessions`,
    teams: teams.filter(({ mine }) => mine).map(({ id, name }) => ({ id, name })),
    team: activeTeamId ?? undefined,
  })
  return (
    <ConsoleFrame read={frame} notice={<WorkerNotice worker={worker} />}>
      {children}
    </ConsoleFrame>
  )
}

const titleOf = (role: string) => role.charAt(0).toUpperCase() + role.slice(1)
