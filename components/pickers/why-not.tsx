import Link from "next/link"
import { paths } from "@/lib/base/paths"
import type { UsableConnection } from "@/lib/connections/model"

const remedies: Record<NonNullable<UsableConnection["reason"]>, string> = {
  "no seat": "Ask an owner or admin for a seat in the subscription.",
  "not in team": "Choose the other team in the switcher at the bottom left.",
  "not active": "Wait until it is Active, or ask its owner to look at it.",
  "not granted": "Ask for access.",
  "not found": "Ask for access.",
  role: "Ask for access.",
  unshareable: "Connect the source yourself.",
}

type Props = { slug: string; connection: Pick<UsableConnection, "id" | "name" | "reason" | "path"> }

/** Why a greyed entry of a picker cannot be used: the chain that led there, and what to do. */
export function WhyNot({ slug, connection: { id, name, reason, path } }: Props) {
  if (!reason) return null
  return (
    <details className="bg-muted px-4 pb-2 text-muted-foreground text-xs">
      <summary className="min-h-6 w-fit cursor-pointer content-center rounded-sm max-md:min-h-11">
        Why can't I use this?<span className="sr-only"> {name}</span>
      </summary>
      <p className="mt-1">{path.join(" → ")}</p>
      <p className="mt-1 text-foreground">{remedies[reason]}</p>
      <Link
        href={paths.requests(slug, { connection: id })}
        className="mt-1 inline-flex min-h-6 items-center text-primary underline underline-offset-2 max-md:min-h-11"
      >
        Request access<span className="sr-only"> to {name}</span>
      </Link>
    </details>
  )
}
