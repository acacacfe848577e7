import Link from "next/link"
import { EmptyState } from "@/components/ui/empty-state"
import { RelativeTime } from "@/components/ui/relative-time"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ChangesView, ChangeView, SnapshotView } from "@/lib/schemas/model"

type Props = { slug: string; connectionId: ConnectionId; view: ChangesView }

const looks = {
  added: { sign: "+", word: "added", className: "text-ok" },
  changed: { sign: "~", word: "changed", className: "text-warn" },
  removed: { sign: "−", word: "removed", className: "text-bad" },
} as const

/** What each reading of the schema found different, with words, and what leans on it. */
export function SchemaChanges({ slug, connectionId, view: { snapshots, number, changes, truncated } }: Props) {
  if (snapshots.length === 0)
    return <EmptyState title="No schema has been read yet">Every refresh that finds something new is listed here.</EmptyState>
  const tables = Map.groupBy(changes, ({ schema, table }) => `${schema}.${table}`)
  const current = snapshots.find((one) => one.number === number)
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <nav aria-label="Readings">
        <ul className="grid gap-1">
          {snapshots.map((snapshot) => (
            <li key={snapshot.number}>
              <Reading slug={slug} connectionId={connectionId} snapshot={snapshot} current={snapshot.number === number} />
            </li>
          ))}
        </ul>
      </nav>
      <section aria-labelledby="difference" className="min-w-0 rounded-lg border border-border bg-card p-4">
        <h2 id="difference" className="pb-3 font-semibold text-md">
          {current ? summary(current) : "Changes"}
        </h2>
        {changes.length === 0 && (
          <p className="text-muted-foreground">
            {number === 1 ? "The first reading: everything in it was new." : "Nothing is recorded for this reading."}
          </p>
        )}
        <div className="grid gap-4">
          {[...tables].map(([table, found]) => (
            <div key={table}>
              <h3 className="pb-1 font-mono text-muted-foreground text-xs">
                <bdi>{table}</bdi>
              </h3>
              <ul className="grid gap-1">
                {found.map((change) => (
                  <Difference key={change.position} slug={slug} change={change} />
                ))}
              </ul>
            </div>
          ))}
        </div>
        {truncated && <p className="pt-3 text-muted-foreground text-xs">The list is cut here; the counts above are complete.</p>}
      </section>
    </div>
  )
}

function Reading({
  slug,
  connectionId,
  snapshot,
  current,
}: {
  slug: string
  connectionId: ConnectionId
  snapshot: SnapshotView
  current: boolean
}) {
  return (
    <Link
      href={paths.connectionChanges(slug, connectionId, { number: snapshot.number })}
      aria-current={current ? "page" : undefined}
      scroll={false}
      className="block rounded-md border border-transparent px-3 py-2 hover:bg-hover aria-[current=page]:border-border aria-[current=page]:bg-card"
    >
      <span className="block font-medium">Reading {snapshot.number}</span>
      <span className="block text-muted-foreground text-xs">
        <RelativeTime at={snapshot.takenAt} /> · {summary(snapshot)}
      </span>
    </Link>
  )
}

function Difference({ slug, change }: { slug: string; change: ChangeView }) {
  const { kind, what, schema, table, column, before, after, breaks } = change
  const { sign, word, className } = looks[kind]
  return (
    <li className="font-mono text-xs [overflow-wrap:anywhere]">
      <span className={className}>
        <span aria-hidden="true">{sign} </span>
        <bdi>{column ? `${schema}.${table}.${column}` : `${schema}.${table}`}</bdi>
        {before && after ? ` ${before} → ${after}` : ` ${after ?? before ?? ""}`}
      </span>
      <span className="font-sans text-muted-foreground">
        {" "}
        {what} {word}
      </span>
      {breaks.audiences.length + breaks.hidden > 0 && (
        <span className="block pl-4 font-sans text-bad">
          Affects{" "}
          {breaks.audiences.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <Link href={paths.audience(slug, id)} className="underline underline-offset-2">
                {name}
              </Link>
            </span>
          ))}
          {breaks.hidden > 0 &&
            `${breaks.audiences.length > 0 ? " and " : ""}${breaks.hidden} ${breaks.hidden === 1 ? "audience" : "audiences"} that you may not see`}
        </span>
      )}
    </li>
  )
}

const summary = ({ added, removed, changed }: SnapshotView) =>
  [added > 0 && `${added} added`, changed > 0 && `${changed} changed`, removed > 0 && `${removed} removed`].filter(Boolean).join(", ") ||
  "First reading"
