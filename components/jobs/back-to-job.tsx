import Link from "next/link"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import type { AuthorizationDetail } from "@/lib/authorizations/model"
import { paths } from "@/lib/base/paths"

type Props = { slug: string; authorization: Pick<AuthorizationDetail, "id" | "name" | "status" | "statusReason"> }

/** The end of the second tab: the job waits in the first, and offers the authorization by itself. */
export function BackToJob({ slug, authorization: { id, name, status, statusReason } }: Props) {
  const open = (
    <Button asChild size="small">
      <Link href={paths.authorization(slug, id)}>Open the authorization</Link>
    </Button>
  )
  if (status === "Processing")
    return (
      <Banner tone="info" title={`“${name}” was created and is being checked.`} action={open}>
        Close this tab and go on in the first one: the job’s form offers the authorization there as soon as its check has passed.
      </Banner>
    )
  if (status === "Active")
    return (
      <Banner tone="info" title={`“${name}” is ready.`} action={open}>
        Close this tab and go on in the first one: the job’s form offers the authorization there now.
      </Banner>
    )
  return (
    <Banner tone="bad" title={`“${name}” was created and cannot be used yet.`} action={open}>
      {statusReason} Put that right here; the form in the first tab offers the authorization as soon as it works.
    </Banner>
  )
}
