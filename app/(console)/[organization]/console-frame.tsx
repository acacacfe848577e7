"use client"

import type { ReactNode } from "react"
import { signOutAction } from "@/app/(auth)/sign-in/actions"
import { Frame, type FrameProps } from "@/components/frame/frame"
import { Tray } from "@/components/inbox/tray"
import { UnreadCount } from "@/components/inbox/unread"
import { Live } from "@/components/live/live"
import { ViewingBanner } from "@/components/members/viewing-banner"
import { type Packed, unpack } from "@/components/packed"
import { activateTeamAction, stopViewingAction } from "./actions"
import { markReadAction } from "./inbox/actions"

type Read = Pick<
  FrameProps,
  "organization" | "organizations" | "sections" | "commands" | "person" | "accountHref" | "sessionsHref" | "teams" | "team"
> & { slug: string; userId: string; drawn: number; unread: number; viewing: boolean }
export type ConsoleFrameProps = { read: Packed<Read>; notice: ReactNode; children: ReactNode }

/** The frame with its acts and its stream. The acts are named here, in the browser's part, and not sent along with each page. */
export function ConsoleFrame({ read, notice, children }: ConsoleFrameProps) {
  const { slug, userId, drawn, unread, viewing, ...frame } = unpack(read)
  return (
    <Live slug={slug} drawn={drawn}>
      <UnreadCount slug={slug} userId={userId} drawn={unread}>
        <Frame
          {...frame}
          signOut={signOutAction}
          // The frame knows no noun: to it a team's id is a string. The verb's own schema looks at what comes.
          chooseTeam={activateTeamAction as FrameProps["chooseTeam"]}
          notice={
            <>
              {viewing && <ViewingBanner name={frame.person.name} stop={stopViewingAction} />}
              {notice}
            </>
          }
          tray={
            viewing
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
