import { Banner } from "@/components/ui/banner"
import { Card } from "@/components/ui/card"
import { CodeBlock } from "@/components/ui/code-block"
import { RelativeTime } from "@/components/ui/relative-time"
import { Said } from "@/components/ui/said"
import { StatusBadge } from "@/components/ui/status-badge"
import type { CheckView, ConnectionDetail } from "@/lib/connections/model"
import { outcomeLooks } from "./words"

type Props = { validation: NonNullable<ConnectionDetail["validation"]>; excess: CheckView["excess"] }

/** The checks in their order; each line turns as its answer comes in. */
export function ChecksReport({ validation, excess }: Props) {
  const { checks, state, finishedAt, createdAt } = validation
  const done = checks.filter(({ outcome }) => outcome !== "pending" && outcome !== "running").length
  const running = state === "queued" || state === "running"
  const said = running ? `Checked ${done} of ${checks.length}` : `Checks ${state}`
  return (
    <Card
      title="Checks"
      description={running ? `${done} of ${checks.length} done` : <RelativeTime at={finishedAt ?? createdAt} prefix="Ended" />}
    >
      <Said sentence={said} />
      {checks.length === 0 && (
        <p className="text-muted-foreground">{running ? "Waiting for the worker." : "No check came to an end. Re-check to try again."}</p>
      )}
      <ol className="divide-y divide-border">
        {checks.map((check) => (
          <li key={check.key} className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2">
            <span className="w-24 shrink-0">
              <StatusBadge {...outcomeLooks[check.outcome]} />
            </span>
            <span className="min-w-0 flex-1">
              <span className="font-medium">{check.title}</span>
              {check.message && <span className="block text-muted-foreground [overflow-wrap:anywhere]">{check.message}</span>}
            </span>
            {check.durationMs !== null && <span className="text-faint text-xs">{durationWords(check.durationMs)}</span>}
          </li>
        ))}
      </ol>
      {excess.length > 0 && <Excess excess={excess} />}
    </Card>
  )
}

const durationWords = (ms: number) => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`)

function Excess({ excess }: { excess: CheckView["excess"] }) {
  const remedies = excess.flatMap(({ remedy }) => (remedy ? [remedy] : []))
  return (
    <div className="mt-3 grid gap-3">
      <Banner tone="warn" title="This credential may do more than it needs to.">
        <ul className="mt-1 list-disc space-y-0.5 pl-4">
          {excess.map(({ right, object }) => (
            <li key={`${right} ${object}`}>
              {right} on <bdi className="font-mono text-xs">{object}</bdi>
            </li>
          ))}
        </ul>
      </Banner>
      {remedies.length > 0 && <CodeBlock label="Take it away" code={remedies.join("\n")} />}
    </div>
  )
}
