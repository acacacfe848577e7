"use client"

import { useQuery } from "@tanstack/react-query"
import { useSearchParams } from "next/navigation"
import { useSyncExternalStore } from "react"
import { ask } from "@/components/ask"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { ErrorState } from "@/components/ui/error-state"
import { later } from "@/components/ui/later"
import { Skeleton } from "@/components/ui/skeleton"
import { paths } from "@/lib/base/paths"
import type { UsageAnswer } from "@/lib/usage/states"
import { type Asked, known } from "./address"

const Panel = later(() => import("./usage-panel").then(({ UsagePanel }) => UsagePanel))

/** How many requests were made with an authorization. All that can be chosen stands in the address. */
export function UsageCard({ slug, id }: { slug: string; id: string }) {
  const [asked, change] = useAsked()
  const { view, ...rest } = asked
  const found = useQuery({
    queryKey: ["authorization.usage", slug, id, rest],
    queryFn: ({ signal }) => ask<UsageAnswer>(paths.api.usage(slug, id, rest), { signal }),
    placeholderData: (last) => last,
  })
  const { data, error } = found
  const table = view === "table"
  const ways = data?.metrics && (
    <>
      <Button
        size="small"
        className="aria-pressed:border-primary aria-pressed:bg-selected"
        aria-pressed={table}
        onClick={() => change({ view: table ? undefined : "table" })}
      >
        View as table
      </Button>
      <Button asChild size="small">
        <a href={paths.api.usageFile(slug, id, rest)} download>
          Download CSV
        </a>
      </Button>
    </>
  )
  return (
    <Card title="Activity" description="Requests made with this authorization, each counted as it leaves Patchbay." actions={ways}>
      {data?.metrics === false ? (
        <p className="text-muted-foreground">Metrics are not available for this provider yet.</p>
      ) : data ? (
        <Panel usage={data} asked={asked} change={change} busy={found.isPlaceholderData} />
      ) : error ? (
        <ErrorState
          title="The requests could not be read"
          safe={error.message}
          retry={async () => void (await found.refetch())}
          level={2}
        />
      ) : (
        <div aria-busy="true" className="grid gap-3">
          <Skeleton className="h-8 w-64" />
          <Skeleton className="h-58" />
        </div>
      )}
    </Card>
  )
}

const mine = () => Intl.DateTimeFormat().resolvedOptions().timeZone
const never = () => () => {}

/** What the address says, in the person's own zone where it names none; and how to say something else. */
function useAsked(): [Asked, (change: Partial<Asked>) => void] {
  const params = useSearchParams()
  const own = useSyncExternalStore(never, mine, () => "UTC")
  const asked: Asked = { zone: own, ...Object.fromEntries(known.flatMap((key) => (params.get(key) ? [[key, params.get(key)]] : []))) }
  const change = (what: Partial<Asked>) => {
    const next = new URLSearchParams(params)
    for (const [key, value] of Object.entries({ zone: asked.zone, ...what })) value ? next.set(key, value) : next.delete(key)
    window.history.replaceState(null, "", `?${next}`)
  }
  return [asked, change]
}
