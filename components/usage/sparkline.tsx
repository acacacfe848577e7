import { figure } from "@/components/ui/figure"
import type { Recent } from "@/lib/usage/states"
import { lineOf } from "./scale"

const [width, height] = [64, 18]

/** The last 24 hours at a glance, with their number beside: the line only shows what the number says. */
export function Sparkline({ recent: { requests, failures, hours } }: { recent: Recent }) {
  const most = Math.max(1, ...hours)
  const spots = hours.map(
    (one, at) => [1 + (at / Math.max(1, hours.length - 1)) * (width - 2), height - 2 - (one / most) * (height - 4)] as const,
  )
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="shrink-0">
        <path
          d={lineOf(spots)}
          fill="none"
          strokeWidth={1.5}
          strokeLinejoin="round"
          className={requests > 0 ? "stroke-chart-1" : "stroke-input"}
        />
        {failures > 0 && <rect x={width - 7} y={0} width={6} height={6} className="fill-chart-2" />}
      </svg>
      <span>
        {figure(requests)}
        {failures > 0 && <span className="text-muted-foreground">, {figure(failures)} failed</span>}
      </span>
    </span>
  )
}
