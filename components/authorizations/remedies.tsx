"use client"

import Link from "next/link"
import type { ReactNode } from "react"
import type { LeaveActions } from "@/components/connections/leave-dialogs"
import { Banner } from "@/components/ui/banner"
import type { AuthorizationDetail } from "@/lib/authorizations/model"
import { paths } from "@/lib/base/paths"
import { isPlatform, manifestOf } from "@/lib/connectors/manifests"
import { LeaveAuthorization } from "./leave-authorization"

const link = "text-primary underline underline-offset-2"
type Props = { slug: string; authorization: AuthorizationDetail; actions: LeaveActions }

/** What can be done about a login that does not work, the mildest first. */
export function Remedies({ slug, authorization, actions }: Props) {
  const { name, platform, platformName, method, healthReason, statusReason, may, owner, validation, id } = authorization
  if (!may.edit)
    return (
      <Banner tone="bad" title={`${name} does not work now.`}>
        {owner.name}, who owns it, and the admins see why and can put it right.
      </Banner>
    )
  const failed = validation?.checks.find(({ outcome }) => outcome === "failed")
  const docs = isPlatform(platform) ? manifestOf(platform).methods[method]?.docs : undefined
  return (
    <Banner tone="bad" title={healthReason ?? statusReason ?? "Its access could not be verified."}>
      <ol className="mt-2 grid list-decimal gap-2 pl-5">
        <Remedy title={`Check its permissions in ${platformName}.`}>
          {failed && `${failed.title}: ${failed.message} `}
          <Link href={paths.platformErrors(slug, platform)} className={link}>
            What each error means
          </Link>
          {docs && (
            <>
              {" · "}
              <a href={docs} target="_blank" rel="noreferrer" className={link}>
                {platformName} on this method<span className="sr-only"> (opens in a new tab)</span>
              </a>
            </>
          )}
          <span className="block">Then press Check now.</span>
        </Remedy>
        <Remedy title="Or create a new one.">
          <Link href={paths.newConnection(slug, { platform, for: "authorization" })} className={link}>
            Create a new authorization
          </Link>
          {may.replace && (
            <>
              {" and "}
              <Link href={paths.replaceConnection(slug, id)} className={link}>
                move what leans on this one
              </Link>
            </>
          )}
        </Remedy>
        {(may.delete || may.disconnect) && (
          <Remedy title={`Then ${may.delete ? "delete" : "disconnect"} the unhealthy one, if nothing needs it any more.`}>
            <span className="mt-1 flex flex-wrap gap-2">
              <LeaveAuthorization slug={slug} authorization={authorization} actions={actions} />
            </span>
          </Remedy>
        )}
      </ol>
    </Banner>
  )
}

const Remedy = ({ title, children }: { title: string; children: ReactNode }) => (
  <li>
    <p className="font-medium">{title}</p>
    <div>{children}</div>
  </li>
)
