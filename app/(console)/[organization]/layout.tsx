import type { Metadata } from "next"
import type { ReactNode } from "react"
import { signOutAction } from "@/app/(auth)/sign-in/actions"
import { Frame, type FrameProps } from "@/components/frame/frame"
import { Tray } from "@/components/inbox/tray"
import { UnreadCount } from "@/components/inbox/unread"
import { Live } from "@/components/live/live"
import { ViewingBanner } from "@/components/members/viewing-banner"
import { commandsFor, placesFor } from "@/components/overview/places"
import { WorkerNotice } from "@/components/overview/worker-notice"
import { pack } from "@/components/packed"
import { personOf } from "@/lib/access/context"
import { paths } from "@/lib/base/paths"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { countNotices } from "@/lib/inbox/count"
import { listOwnOrganizations } from "@/lib/organizations/list-own"
import { listTeamNames } from "@/lib/teams/names"
import { findWorker } from "@/lib/worker-state/find"
import { activateTeamAction, stopViewingAction } from "./actions"
import { markReadAction } from "./inbox/actions"

type Props = { params: Promise<{ organization: string }>; children: ReactNode }

export async function generateMetadata(): Promise<Metadata> {
  const { organization } = await answer(currentContext)
  return { title: { template: `%s · ${organization.name}`, default: organization.name } }
}

export default async function ConsoleLayout({ children }: Props) {
  const ctx = await answer(currentContext)
  const { slug, marketersMayConnect, connectivityEnabled } = ctx.organization
  const { userId, role, name, email, activeTeamId, seenBy } = personOf(ctx)
  const [own, teams, worker, { unread }] = await Promise.all([
    read(listOwnOrganizations, {}),
    read(listTeamNames, {}),
    read(findWorker, {}),
    read(countNotices, {}),
  ])
  const organizations = own.map((one) => ({ id: one.id, name: one.name, href: paths.home(one.slug), detail: titleOf(one.role) }))
  const mayConnect = connectivityEnabled && (role !== "marketer" || marketersMayConnect)
  return (
    <Live slug={slug} drawn={ctx.drawn}>
      <UnreadCount slug={slug} userId={userId} drawn={unread}>
        <Frame
          organization={{ id: ctx.organizationId, name: ctx.organization.name, href: paths.home(slug) }}
          organizations={organizations}
          sections={placesFor(slug, role)}
          commands={pack(commandsFor(slug, role, mayConnect))}
          person={{ name, email, role: titleOf(role) }}
          accountHref={paths.account()}
          sessionsHref={`${paths.account()}#sessions`}
          signOut={signOutAction}
          teams={teams.filter(({ mine }) => mine).map(({ id, name }) => ({ id, name }))}
          team={activeTeamId ?? undefined}
          // The frame knows no noun: to it a team's id is a string. The verb's own schema looks at what comes.
          chooseTeam={activateTeamAction as FrameProps["chooseTeam"]}
          notice={
            <>
              {seenBy && <ViewingBanner name={name} stop={stopViewingAction} />}
              <WorkerNotice worker={worker} />
            </>
          }
          tray={
            seenBy
              ? undefined
              : { rail: <Tray place="rail" markRead={markReadAction} />, bar: <Tray place="bar" markRead={markReadAction} /> }
          }
        >
          {children}
        </Frame>
      </UnreadCount>
    </Live>
  )
}

const titleOf = (role: string) => role.charAt(0).toUpperCase() + role.slice(1)
