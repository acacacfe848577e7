"use client"

import { useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { useAction } from "@/components/ui/use-action"
import type { Result } from "@/lib/base/errors"
import type { UserId } from "@/lib/base/ids"
import type { Member } from "@/lib/members/list"
import { LinkOnce } from "./link-once"

export type MakeResetLink = (input: { userId: UserId }) => Promise<Result<{ url: string }>>
type ResetLinkDialogProps = { member: Member; make: MakeResetLink; open: boolean; onOpenChange: (open: boolean) => void }

export function ResetLinkDialog({ member, make, open, onOpenChange }: ResetLinkDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Password reset link"
        description={`With this link ${member.name} sets a new password and is signed out everywhere. It works once, for 24 hours. Whoever has it can sign in as ${member.name}: send it to nobody else.`}
      >
        <Made member={member} make={make} />
      </DialogContent>
    </Dialog>
  )
}

function Made({ member, make }: Pick<ResetLinkDialogProps, "member" | "make">) {
  const { run, pending, failure } = useAction(make)
  const [url, setUrl] = useState<string>()
  const press = async () => {
    const result = await run({ userId: member.userId })
    if (result?.ok) setUrl(result.value.url)
  }
  if (url)
    return (
      <div className="grid gap-2">
        <LinkOnce url={url} label="Copy reset link" />
        <p className="text-muted-foreground text-xs">It is shown this once and kept nowhere.</p>
      </div>
    )
  return (
    <div className="grid justify-items-start gap-3">
      {failure && <Banner tone="bad" live title={failure.message} reference={failure.reference} />}
      <Button variant="primary" pending={pending} onClick={press}>
        Make link
      </Button>
    </div>
  )
}
