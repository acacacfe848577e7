"use client"

import Link from "next/link"
import { Question } from "@/components/connections/question"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { FormErrors } from "@/components/ui/form-errors"
import type { Action } from "@/components/ui/use-action"
import { useFormAction } from "@/components/ui/use-form-action"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import { manifestOf } from "@/lib/connectors/manifests"
import { answersFrom } from "../connections/answers"
import { ConsentScopes } from "./consent-scopes"
import { leaveFor } from "./leave-for"

type Props = {
  slug: string
  connection: { id: ConnectionId; platform: string; method: string }
  /** Why the person is back without having signed in. */
  failure?: string
  begin: Action<{ connectionId: ConnectionId; keys: Record<string, unknown> }, { address: string }>
}

/** The way to the platform for a connection that is there. What is in use stays until the new sign-in has passed its checks. */
export function ConsentAgain({ slug, connection: { id, platform, method }, failure, begin }: Props) {
  const { name, methods } = manifestOf(platform)
  const { fields = {}, consent } = methods[method] ?? {}
  const form = useFormAction({
    action: begin,
    read: (typed) => ({ connectionId: id, keys: answersFrom(typed, "keys", fields) }),
    guard: false,
    onDone: ({ address }) => leaveFor(address),
  })
  return (
    <Card
      title={`Sign in with ${name} again`}
      description="Sign in as the same user as before. The new sign-in is checked against the same target, and takes over only once it passes."
    >
      <form {...form.props} method="post" className="grid max-w-2xl gap-4">
        {failure && !form.failure && <Banner tone="warn" title={failure} />}
        <FormErrors failure={form.failure} />
        {Object.entries(fields).map(([key, field]) => (
          <Question key={key} name={`keys.${key}`} field={field} error={form.errorsOf(`keys.${key}`)} />
        ))}
        {consent && <ConsentScopes name={name} scopes={consent.scopes} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={form.pending}>
            Sign in with {name}
          </Button>
          <Button asChild variant="ghost">
            <Link href={paths.connection(slug, id)}>Cancel</Link>
          </Button>
        </div>
      </form>
    </Card>
  )
}
