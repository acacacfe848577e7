import { forbidden } from "next/navigation"
import { MailList } from "@/components/inbox/mail-list"
import { KeepFresh } from "@/components/live/live"
import { PageHeader } from "@/components/ui/page-header"
import { paths } from "@/lib/base/paths"
import { allows } from "@/lib/doors/allows"
import { read } from "@/lib/doors/read"
import { listMail } from "@/lib/inbox/list-mail"
import { inboxFilter } from "@/lib/inbox/model"

export const metadata = { title: "Mail that was not sent" }

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Record<string, string>> }

const about = "No mail server is set up for this installation (SMTP_URL). This is what would have been sent, and to whom."

export default async function MailPage({ params, searchParams }: Props) {
  if (!(await allows(listMail))) forbidden()
  const [{ organization: slug }, asked] = await Promise.all([params, searchParams])
  const page = await read(listMail, inboxFilter.parse(asked))
  return (
    <>
      <KeepFresh />
      <PageHeader title="Mail that was not sent" description={about} breadcrumbs={[{ label: "Inbox", href: paths.inbox(slug) }]} />
      <MailList slug={slug} page={page} />
    </>
  )
}
