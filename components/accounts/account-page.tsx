import Link from "next/link"
import type { ComponentProps } from "react"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Facts } from "@/components/ui/facts"
import { PageHeader } from "@/components/ui/page-header"
import type { SessionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import { roleLabels } from "@/lib/members/model"
import type { OwnOrganization } from "@/lib/organizations/list"
import type { OpenSession } from "@/lib/sessions/list"
import { PasswordCard } from "./password-card"
import { SessionList } from "./session-list"
import { SignInAgain } from "./sign-in-again"

type AccountPageProps = {
  account: { name: string; email: string; hasPassword: boolean }
  sessions: readonly OpenSession[]
  here: SessionId
  organizations: readonly OwnOrganization[]
  acts: {
    changePassword: ComponentProps<typeof PasswordCard>["change"]
    end: ComponentProps<typeof SessionList>["end"]
    endOthers: ComponentProps<typeof SessionList>["endOthers"]
    signIn: ComponentProps<typeof SignInAgain>["signIn"]
    signOut: () => Promise<void>
  }
}

/** What belongs to the person and to no organization. */
export function AccountPage({ account, sessions, here, organizations, acts }: AccountPageProps) {
  const { name, email, hasPassword } = account
  return (
    <main className="mx-auto max-w-2xl px-4 py-6 md:py-10">
      <PageHeader
        title="Your account"
        breadcrumbs={[{ label: "Patchbay", href: paths.start() }]}
        actions={
          <form action={acts.signOut}>
            <Button type="submit">Sign out</Button>
          </form>
        }
      />
      <SignInAgain email={email} signIn={acts.signIn}>
        <div className="grid gap-5">
          <Card title="You">
            <Facts
              facts={[
                { term: "Name", value: <bdi>{name}</bdi> },
                { term: "Email", value: email },
                { term: "Organizations", value: <Organizations all={organizations} /> },
              ]}
            />
          </Card>
          <SessionList sessions={sessions} here={here} end={acts.end} endOthers={acts.endOthers} />
          <PasswordCard email={email} hasPassword={hasPassword} change={acts.changePassword} />
        </div>
      </SignInAgain>
    </main>
  )
}

function Organizations({ all }: { all: readonly OwnOrganization[] }) {
  if (all.length === 0) return "None"
  return (
    <ul>
      {all.map(({ id, slug, name, role }) => (
        <li key={id}>
          <Link href={paths.home(slug)} className="text-primary underline underline-offset-2">
            <bdi>{name}</bdi>
          </Link>
          , {roleLabels[role]}
        </li>
      ))}
    </ul>
  )
}
