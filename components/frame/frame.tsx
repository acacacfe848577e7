"use client"

import type { ReactNode } from "react"
import type { Result } from "@/lib/base/errors"
import { type Command, CommandPalette } from "./command-palette"
import { FocusOnNavigation } from "./focus-on-navigation"
import { FrameBar } from "./frame-bar"
import { type OrganizationChoice, OrganizationSwitcher } from "./organization-switcher"
import { Rail, type RailSection } from "./rail"
import { SearchButton } from "./search-button"
import { type ShortcutGroup, ShortcutsDialog } from "./shortcuts-dialog"
import { SkipLink } from "./skip-link"
import { type TeamChoice, TeamSwitcher } from "./team-switcher"
import { type Person, UserMenu } from "./user-menu"
import { WorkerBanner, type WorkerState } from "./worker-banner"

export type FrameProps = {
  organization: OrganizationChoice
  organizations: readonly OrganizationChoice[]
  sections: readonly RailSection[]
  commands: readonly Command[]
  shortcuts?: readonly ShortcutGroup[]
  person: Person
  accountHref: string
  sessionsHref: string
  signOut: () => Promise<unknown>
  teams?: readonly TeamChoice[]
  team?: string
  chooseTeam?: (input: { teamId: string | null }) => Promise<Result<unknown>>
  worker?: WorkerState
  /** False when this person has switched single-key shortcuts off. */
  singleKeys?: boolean
  /** What is new for this person: a button at the foot of the rail, or on a phone in the bar. */
  tray?: { rail: ReactNode; bar: ReactNode }
  /** Over everything, e.g. "You see this as Ana would". */
  notice?: ReactNode
  children: ReactNode
}

/** The rail at the left, the page at the right. 216 px of words, 56 of icons under 1100, a sheet under 768. */
export function Frame(props: FrameProps) {
  const { organization, sections, commands, shortcuts, tray, worker = "ok", singleKeys = true, notice, children } = props
  return (
    <div
      data-slot="frame"
      data-single-keys={singleKeys ? "on" : "off"}
      className="grid min-h-dvh max-md:content-start md:grid-cols-[3.5rem_minmax(0,1fr)] rail:grid-cols-[13.5rem_minmax(0,1fr)]"
    >
      <SkipLink />
      <header data-slot="rail" className="sticky top-0 h-dvh border-border border-r bg-muted max-md:hidden">
        <Rail shrinks sections={sections} top={<Top {...props} shrinks />} bottom={<Bottom {...props} shrinks />} />
      </header>
      <FrameBar name={organization.name} tray={tray?.bar}>
        <Rail sections={sections} top={<Top {...props} />} bottom={<Bottom {...props} tray={undefined} />} />
      </FrameBar>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 pt-4 pb-10 md:px-7 md:pt-5">
        <div className="max-w-[1440px]">
          {notice}
          <WorkerBanner state={worker} />
          {children}
        </div>
      </main>
      <FocusOnNavigation />
      <CommandPalette commands={commands} />
      <ShortcutsDialog groups={shortcuts} />
    </div>
  )
}

function Top({ organization, organizations, shrinks }: FrameProps & { shrinks?: boolean }) {
  return (
    <div className="space-y-1 max-md:[&>:first-child]:w-[calc(100%-2.75rem)]">
      <OrganizationSwitcher current={organization} organizations={organizations} shrinks={shrinks} />
      <SearchButton shrinks={shrinks} />
    </div>
  )
}

function Bottom({
  teams,
  team,
  chooseTeam,
  person,
  accountHref,
  sessionsHref,
  signOut,
  tray,
  shrinks,
}: FrameProps & { shrinks?: boolean }) {
  return (
    <div className="-mx-2 border-border border-t px-2 pt-1.5">
      {tray?.rail}
      {teams && chooseTeam && <TeamSwitcher teams={teams} current={team} choose={chooseTeam} shrinks={shrinks} />}
      <UserMenu person={person} accountHref={accountHref} sessionsHref={sessionsHref} signOut={signOut} shrinks={shrinks} />
    </div>
  )
}
