"use client"

import { useId } from "react"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { figure } from "@/components/ui/figure"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { tip } from "@/components/ui/tip"
import { granularities, type Usage, type Window, windows } from "@/lib/usage/states"
import type { Asked } from "./address"
import { UsageChart, UsageLegend } from "./usage-chart"
import { UsageTable } from "./usage-table"
import { averageName, changeName, granularityNames, rangeName, windowNames } from "./words"

type Props = { usage: Usage; asked: Asked; change(what: Partial<Asked>): void; busy: boolean }

export function UsagePanel({ usage, asked, change, busy }: Props) {
  const { totals, before, zone } = usage
  const table = asked.view === "table"
  const failed = totals.requests > 0 ? (totals.failures / totals.requests) * 100 : 0
  return (
    <div className={cn("grid min-w-0 gap-3", busy && "opacity-60")} aria-busy={busy}>
      <div data-print="no" className="flex flex-wrap items-center gap-2">
        <WindowPicker usage={usage} asked={asked} change={change} />
        <Granularities usage={usage} change={change} />
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        <Figure term="Requests" value={figure(totals.requests)} more={changeName(totals.requests, before.requests)} />
        <Figure
          term="Failed"
          value={figure(totals.failures)}
          more={totals.failures > 0 ? `${failed < 0.1 ? "under 0.1" : failed.toFixed(1)}%` : undefined}
        />
        <Figure term="Average" value={averageName(totals)} more={before.requests > 0 ? `${averageName(before)} before` : undefined} />
      </dl>
      {table ? <UsageTable usage={usage} /> : <UsageChart usage={usage} />}
      <div className="flex flex-wrap justify-between gap-x-4 gap-y-1">
        {table ? <span /> : <UsageLegend totals={totals} before={before} />}
        <p className="text-muted-foreground text-xs">
          {rangeName(usage)}. Before: {rangeName({ ...before, zone })}. Weeks begin on Monday.
        </p>
      </div>
    </div>
  )
}

function Figure({ term, value, more }: { term: string; value: string; more?: string }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{term}</dt>
      <dd>
        <span className="font-semibold text-lg tabular-nums">{value}</span>
        {more && <span className="ml-1.5 text-muted-foreground text-xs">{more}</span>}
      </dd>
    </div>
  )
}

function WindowPicker({ usage, asked, change }: Pick<Props, "usage" | "asked" | "change">) {
  const id = useId()
  const custom = asked.window === "custom"
  const zones = [...new Set([usage.zone, asked.zone, Intl.DateTimeFormat().resolvedOptions().timeZone, "UTC"])]
  // A custom range begins as what is on the screen.
  const dayOf = (at: string) => new Intl.DateTimeFormat("en-CA", { timeZone: usage.zone }).format(new Date(at))
  const choose = (window: Window) =>
    change({
      window,
      granularity: undefined,
      ...(window === "custom"
        ? { from: dayOf(usage.from), to: dayOf(new Date(Date.parse(usage.until) - 1).toISOString()) }
        : { from: undefined, to: undefined }),
    })
  return (
    <>
      <Select
        aria-label="Window"
        className="w-40 max-md:w-full"
        value={custom ? "custom" : usage.window}
        onChange={({ target }) => choose(target.value as Window)}
        options={windows.map((value) => ({ value, label: windowNames[value] }))}
      />
      {custom &&
        (["from", "to"] as const).map((key) => (
          <span key={key} className="inline-flex items-center gap-1.5 text-muted-foreground">
            <label htmlFor={`${id}-${key}`}>{key === "from" ? "From" : "To"}</label>
            <Input
              id={`${id}-${key}`}
              type="date"
              className="w-auto"
              value={asked[key] ?? ""}
              onChange={({ target }) => target.value && change({ [key]: target.value, granularity: undefined })}
            />
          </span>
        ))}
      <Select
        aria-label="Time zone"
        className="w-44 max-md:w-full"
        value={usage.zone}
        onChange={({ target }) => change({ zone: target.value })}
        options={zones.map((value) => ({ value, label: value }))}
      />
    </>
  )
}

/** The steps; one that cannot be chosen says why. */
function Granularities({ usage, change }: Pick<Props, "usage" | "change">) {
  return (
    <fieldset className="flex gap-1 max-md:w-full">
      <legend className="sr-only">Granularity</legend>
      {granularities.map((step) => {
        const why = usage.steps[step]
        return (
          <Button
            key={step}
            size="small"
            className="aria-pressed:border-primary aria-pressed:bg-selected max-md:flex-1 max-md:px-1"
            aria-pressed={usage.granularity === step}
            aria-disabled={why !== null}
            onClick={() => change({ granularity: step })}
            {...(why && tip(why))}
          >
            {granularityNames[step]}
          </Button>
        )
      })}
    </fieldset>
  )
}
