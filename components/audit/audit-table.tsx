"use client"

import Link from "next/link"
import { useState } from "react"
import { ImpactDialog, type PreviewAction } from "@/components/impact/impact-dialog"
import { Bidi } from "@/components/ui/bidi"
import { Button } from "@/components/ui/button"
import { type Column, DataTable } from "@/components/ui/data-table"
import { RelativeTime } from "@/components/ui/relative-time"
import { NameCell } from "@/components/ui/table"
import { type AuditRow, sayDetail, sayVerb } from "@/lib/audit/model"
import type { Result } from "@/lib/base/errors"
import { paths } from "@/lib/base/paths"

export type RevertActions = { preview: PreviewAction; revert: (input: { seq: number; token?: string }) => Promise<Result<unknown>> }
type Props = RevertActions & { slug: string; rows: readonly AuditRow[] }

export function AuditTable({ slug, rows, preview, revert }: Props) {
  const [reverting, setReverting] = useState<AuditRow>()
  const columns: Column<AuditRow>[] = [
    {
      header: "Act",
      cell: ({ verb, seq, requestId }) => <NameCell name={sayVerb(verb)} locator={`${seq} · ${requestId}`} />,
    },
    { header: "Who", cell: ({ actor }) => <Bidi text={actor.name} /> },
    { header: "What", cell: (row) => <Subject slug={slug} row={row} /> },
    { header: "Particulars", cell: ({ detail }) => <Particulars detail={detail} /> },
    { header: "When", cell: ({ at }) => <RelativeTime at={at} /> },
    {
      header: "Actions",
      headerHidden: true,
      align: "end",
      cell: (row) =>
        row.revert && (
          <Button size="small" variant="ghost" onClick={() => setReverting(row)}>
            Revert
          </Button>
        ),
    },
  ]
  return (
    <>
      <DataTable caption="Audit log" columns={columns} rows={rows} keyOf={({ seq }) => String(seq)} />
      {reverting?.revert && (
        <ImpactDialog
          onClose={() => setReverting(undefined)}
          title={`Revert this change of access to ${reverting.subject.name ?? "the connection"}`}
          consequence="What this change touched stands again as it was before. Later changes to others stay."
          label="Revert change"
          danger={false}
          acts={[{ kind: "access", ...reverting.revert }]}
          preview={preview}
          act={(token) => revert({ seq: reverting.seq, token })}
          done="The change was reverted"
        />
      )}
    </>
  )
}

function Subject({ slug, row: { subject } }: { slug: string; row: AuditRow }) {
  if (!subject.name) return <span className="font-mono text-muted-foreground text-xs">{subject.id.slice(0, 12)}</span>
  const name = <Bidi text={subject.name} className="[overflow-wrap:anywhere]" />
  if (!subject.id.startsWith("con_")) return name
  return (
    <Link href={paths.connection(slug, subject.id)} className="text-primary hover:underline hover:underline-offset-2">
      {name}
    </Link>
  )
}

const mostShown = 3

function Particulars({ detail }: { detail: Record<string, unknown> }) {
  const [all, setAll] = useState(false)
  const pairs = sayDetail(detail)
  if (pairs.length === 0) return <span className="text-muted-foreground">None</span>
  return (
    <div className="max-w-md text-xs">
      <dl className="grid gap-0.5">
        {(all ? pairs : pairs.slice(0, mostShown)).map(({ key, value }) => (
          <div key={key} className="flex min-w-0 gap-1.5">
            <dt className="shrink-0 text-muted-foreground">{key}</dt>
            <dd className={all ? "[overflow-wrap:anywhere]" : "min-w-0 truncate"}>
              <Bidi text={value} />
            </dd>
          </div>
        ))}
      </dl>
      {(pairs.length > mostShown || pairs.some(({ value }) => value.length > 60)) && (
        <button type="button" className="mt-0.5 min-h-6 text-primary hover:underline" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Less" : "All particulars"}
        </button>
      )}
    </div>
  )
}
