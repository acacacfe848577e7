import Link from "next/link"
import { InboxList } from "@/components/inbox/inbox-list"
import { KeepFresh } from "@/components/live/live"
import { Button } from "@/components/ui/button"
import { PageHeader } from "@/components/ui/page-header"
import { personOf } from "@/lib/access/context"
import { paths } from "@/lib/base/paths"
import { allows } from "@/lib/doors/allows"
import { currentContext } from "@/lib/doors/context"
import { answer, read } from "@/lib/doors/read"
import { listNotices } from "@/lib/inbox/list"
import { listMail } from "@/lib/inbox/list-mail"
import { inboxFilter } from "@/lib/inbox/model"
import { sendsMail } from "@/lib/notices/compose"
import { markReadAction } from "./actions"

export const metadata = { title: "Inbox" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string>> }

export default async function InboxPage({ params, searchParams }: Props) {
  const [{ organization: slug }, asked] = await Promise.all([params, searchParams])
  const { seenBy, name } = personOf(await answer(currentContext))
  const page = await read(listNotices, inboxFilter.parse(asked))
  const kept = !sendsMail() && (await allows(listMail)) && (
    <Button asChild>
      <Link href={paths.inboxMail(slug)}>Mail that was not sent</Link>
    </Button>
  )
  return (
    <>
      <KeepFresh />
      <PageHeader title="Inbox" description="What you should know or do, in this organization." actions={kept} />
      <InboxList slug={slug} page={page} of={seenBy && name} markRead={markReadAction} />
    </>
  )
}
