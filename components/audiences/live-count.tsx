"use client"

import { Refused } from "@/components/ask"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { figure } from "@/components/ui/figure"
import { RelativeTime } from "@/components/ui/relative-time"
import { Spinner } from "@/components/ui/spinner"
import { VisuallyHidden } from "@/components/ui/visually-hidden"
import { sayBytes } from "@/lib/base/sizes"
import type { Count } from "@/lib/questions/model"
import type { LiveCount } from "./use-live-count"

type LiveCountPanelProps = {
  live: LiveCount
  /** What stands in the way of a count, e.g. "Enter a number for spent." */
  missing: string | undefined
  table: string | undefined
  /** Until the exact one is known. */
  estimated: number | undefined
}

/** How many rows the filter leaves, from the source itself. It is said aloud once, when it has settled. */
export function LiveCountPanel({ live, missing, table, estimated }: LiveCountPanelProps) {
  const { count, total, reads, ask, behind, counting, settled, error } = live
  const fresh = count !== undefined && !behind && !counting && !missing
  const of = total ?? estimated
  const share = count && of ? Math.min(1, count.count / of) : 0
  return (
    <section aria-labelledby="live-count" data-slot="live-count" className="min-w-0">
      <h2 id="live-count" className="flex items-center gap-2 font-semibold text-md max-lg:text-xs max-lg:text-muted-foreground">
        Live count
        {counting && <Spinner className="size-3.5 animate-late text-muted-foreground" />}
      </h2>
      <VisuallyHidden role="status">
        {fresh && settled ? sentence(count.count, total, table) : error && !missing ? error.message : ""}
      </VisuallyHidden>
      <div className="mt-1 max-lg:flex max-lg:flex-wrap max-lg:items-baseline max-lg:gap-x-2">
        <p className={cn("font-semibold text-2xl max-lg:text-lg", !fresh && "text-faint")}>{count ? figure(count.count) : "–"}</p>
        <p className="min-h-5 text-muted-foreground">{describe(count !== undefined, of, total === undefined, table, share)}</p>
      </div>
      <div aria-hidden="true" className="mt-2 h-1 overflow-hidden rounded-sm bg-border max-lg:hidden">
        <div
          className={cn("h-full origin-left bg-primary transition-transform", !fresh && "opacity-40")}
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
      <div className="mt-2 space-y-2 empty:hidden">
        {missing ? (
          <p className="text-muted-foreground">{missing}</p>
        ) : error ? (
          <Banner tone="bad" title={error.message} reference={error instanceof Refused ? error.failure.reference : undefined}>
            <Button size="small" className="mt-2" onClick={live.again}>
              Try again
            </Button>
          </Banner>
        ) : (
          <>
            {reads !== undefined && (
              <p className="text-muted-foreground text-xs">
                {ask ? "Counting would read" : "Counting reads"} {sayBytes(reads)}, which the platform bills.
              </p>
            )}
            {ask && reads !== undefined && (
              <Button size="small" onClick={ask}>
                Count, reading {sayBytes(reads)}
              </Button>
            )}
            {count && !behind && <Age count={count} counting={counting} again={live.again} />}
          </>
        )}
        {fresh && count.count === 0 && (
          <Banner tone="warn" title="No row matches." className="max-lg:hidden">
            Take a condition away, or loosen one.
          </Banner>
        )}
      </div>
    </section>
  )
}

type AgeProps = { count: Count; counting: boolean; again: () => void }

const Age = ({ count: { countedAt, tookMs }, counting, again }: AgeProps) => (
  <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-xs max-lg:hidden">
    <span>
      <RelativeTime at={countedAt} prefix="Counted" />, took {tookMs < 1_000 ? `${tookMs} ms` : `${(tookMs / 1_000).toFixed(1)} s`}
    </span>
    <Button size="small" variant="ghost" className="lg:-ml-2" aria-disabled={counting} onClick={again}>
      Count again
    </Button>
  </p>
)

function describe(known: boolean, of: number | undefined, about: boolean, table: string | undefined, share: number): string {
  if (!table) return "Choose a connection and a table."
  if (!known || of === undefined) return `rows of ${table}`
  return `of ${about ? "about " : ""}${figure(of)} in ${table} · ${percent(share)}`
}

const percent = (share: number) => (share > 0 && share < 0.001 ? "under 0.1%" : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`)

const sentence = (count: number, total: number | undefined, table: string | undefined) =>
  `${figure(count)} ${count === 1 ? "row matches" : "rows match"}${total === undefined ? "" : ` of ${figure(total)}`}${table ? ` in ${table}` : ""}.`
