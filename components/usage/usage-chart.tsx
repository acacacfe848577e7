"use client"

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react"
import { counted, figure } from "@/components/ui/figure"
import type { Usage } from "@/lib/usage/states"
import { brief, lineOf, markOf, named, scaleOf } from "./scale"
import { averageName, axisName, bucketName, changeName, emptyWords, pointWords, trendWords } from "./words"

const height = 232
const edge = { top: 22, right: 12, bottom: 34, left: 44 }

/** A line of requests, the period before it dashed, failures as squares on the baseline. A slider reads each point by key or pointer. */
export function UsageChart({ usage }: { usage: Usage }) {
  const { points, totals, before, granularity, zone } = usage
  const [box, width] = useWidth()
  const [at, setAt] = useState<number | null>(null)
  const last = points.length - 1
  const { top, ticks } = scaleOf(Math.max(...points.map(({ requests, before }) => Math.max(requests, before.requests))))
  const inner = width - edge.left - edge.right
  const base = height - edge.bottom
  const x = (index: number) => edge.left + (last === 0 ? inner / 2 : (index / last) * inner)
  const y = (requests: number) => base - (requests / top) * (base - edge.top)
  const spots = points.map(({ requests }, index) => [x(index), y(requests)] as const)
  const spotsBefore = points.map(({ before }, index) => [x(index), y(before.requests)] as const)
  const names = points.map((point) => axisName(point.at, usage))
  const current = at === null ? undefined : points[at]

  const read = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - left - edge.left) / inner
    setAt(Math.min(last, Math.max(0, Math.round(share * last))))
  }
  const keys = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 } as Record<string, number>
  const press = (event: KeyboardEvent) => {
    const by = keys[event.key]
    const goal =
      event.key === "Home" ? 0 : event.key === "End" ? last : by === undefined ? undefined : (at ?? (by > 0 ? -1 : last + 1)) + by
    if (event.key === "Escape") setAt(null)
    if (goal === undefined) return
    event.preventDefault()
    setAt(Math.min(last, Math.max(0, goal)))
  }

  return (
    <div ref={box} className="relative min-w-0">
      <svg role="img" aria-label={trendWords(usage)} viewBox={`0 0 ${width} ${height}`} className="block h-auto w-full">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={edge.left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} className="stroke-border" />
            <text x={edge.left - 6} y={y(tick) + 4} textAnchor="end" className="fill-faint text-2xs">
              {brief(tick)}
            </text>
          </g>
        ))}
        <line x1={edge.left} x2={width - edge.right} y1={base} y2={base} className="stroke-input" />
        {named(names, x).map((index) => (
          <text
            key={points[index]?.at}
            x={x(index)}
            y={height - 6}
            textAnchor={index === 0 ? "start" : x(index) > width - 60 ? "end" : "middle"}
            className="fill-faint text-2xs"
          >
            {names[index]}
          </text>
        ))}
        {totals.requests > 0 && (
          <>
            <path d={`${lineOf(spots)}L${x(last)} ${base}L${x(0)} ${base}Z`} className="fill-chart-1 opacity-12" />
            <path d={lineOf(spots)} fill="none" strokeWidth={2} strokeLinejoin="round" className="stroke-chart-1" />
          </>
        )}
        {before.requests > 0 && (
          <path d={lineOf(spotsBefore)} fill="none" strokeWidth={1.5} strokeDasharray="4 4" className="stroke-chart-3" />
        )}
        {last === 0 && <circle cx={x(0)} cy={y(totals.requests)} r={4} className="fill-chart-1" />}
        {points.map(({ at: key, requests, failures }, index) => {
          const size = markOf(requests, failures)
          return (
            failures > 0 && (
              <rect key={key} x={x(index) - size / 2} y={base - size / 2} width={size} height={size} className="fill-chart-2 stroke-card" />
            )
          )
        })}
        {current && at !== null && (
          <g>
            <line x1={x(at)} x2={x(at)} y1={edge.top} y2={base} className="stroke-foreground" strokeDasharray="2 2" />
            <circle cx={x(at)} cy={y(current.requests)} r={4.5} strokeWidth={2} className="fill-chart-1 stroke-card" />
          </g>
        )}
      </svg>
      {totals.requests === 0 && (
        <p className="pointer-events-none absolute inset-x-0 top-[38%] px-12 text-center text-muted-foreground">{emptyWords(usage)}</p>
      )}
      <div
        role="slider"
        tabIndex={0}
        aria-label="Read the points of the chart"
        aria-valuemin={1}
        aria-valuemax={points.length}
        aria-valuenow={(at ?? last) + 1}
        aria-valuetext={current ? pointWords(current, usage) : "Arrow keys read the points"}
        className="absolute inset-0 cursor-crosshair touch-pan-y rounded-md print:hidden"
        onPointerMove={read}
        onPointerDown={read}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        onKeyDown={press}
      />
      {current && at !== null && (
        <div
          data-slot="chart-tip"
          aria-hidden="true"
          className="pointer-events-none absolute top-1 z-10 w-max max-w-56 rounded-md border border-border bg-popover px-2.5 py-1.5 text-xs shadow-(--float) print:hidden"
          style={x(at) > width / 2 ? { right: width - x(at) + 10 } : { left: x(at) + 10 }}
        >
          <p className="font-medium">{bucketName(current.at, granularity, zone)}</p>
          <p>
            {counted(current.requests, "request")}, {averageName(current)} on average
          </p>
          <p className="text-muted-foreground">
            {figure(current.before.requests)} before: {changeName(current.requests, current.before.requests)}
          </p>
          {current.failures > 0 && <p>{figure(current.failures)} failed</p>}
        </div>
      )}
    </div>
  )
}

/** What each mark stands for, beside its own shape. */
export function UsageLegend({ totals, before }: Pick<Usage, "totals" | "before">) {
  return (
    <ul aria-label="What the chart draws" className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
      <li className="flex items-center gap-1.5">
        <svg aria-hidden="true" width="18" height="8">
          <path d="M0 4H18" strokeWidth={2} className="stroke-chart-1" />
        </svg>
        Requests
      </li>
      {before.requests > 0 && (
        <li className="flex items-center gap-1.5">
          <svg aria-hidden="true" width="18" height="8">
            <path d="M0 4H18" strokeWidth={1.5} strokeDasharray="4 4" className="stroke-chart-3" />
          </svg>
          The period before
        </li>
      )}
      {totals.failures > 0 && (
        <li className="flex items-center gap-1.5">
          <svg aria-hidden="true" width="8" height="8">
            <rect width="8" height="8" className="fill-chart-2" />
          </svg>
          Failures: the larger, the greater their share
        </li>
      )}
    </ul>
  )
}

/** The width that the chart has, so that its words keep their size. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(720)
  useEffect(() => {
    if (!box.current) return
    const watch = new ResizeObserver(([entry]) => entry && entry.contentRect.width > 0 && setWidth(Math.round(entry.contentRect.width)))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  return [box, width] as const
}
