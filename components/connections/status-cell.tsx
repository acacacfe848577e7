"use client"

import Link from "next/link"
import { Popover } from "@/components/ui/popover"
import { StatusBadge } from "@/components/ui/status-badge"
import type { ConnectionRow } from "@/lib/connections/model"
import { statusLook, stuckAdvice } from "./words"

type StatusCellProps = { row: ConnectionRow /** Where the whole report stands. */; href: string }

/** The status; behind it, where there is more to say, the whole reason and what to look at. */
export function StatusCell({ row, href }: StatusCellProps) {
  const badge = <StatusBadge {...statusLook(row)} />
  const { status, stuck, statusReason, missingGrants, may } = row
  if (status === "Processing" && !stuck)
    return (
      <span className="block py-0.5">
        {badge}
        <span className="block text-faint text-xs">typically 1–5 minutes</span>
      </span>
    )
  if (!stuck && !statusReason && !(missingGrants > 0 && may.edit)) return badge
  return (
    <Popover
      label={`Why ${row.name} is ${status}`}
      button={{ className: "rounded-sm text-left hover:underline hover:underline-offset-2", children: badge }}
      className="w-80 p-3"
    >
      {() => (
        <>
          {stuck ? (
            <>
              <p className="font-medium">This check has run for more than 15 minutes</p>
              <ul className="mt-1.5 list-disc space-y-1 pl-4 text-muted-foreground">
                {stuckAdvice.map((advice) => (
                  <li key={advice}>{advice}</li>
                ))}
              </ul>
            </>
          ) : (
            <p className="[overflow-wrap:anywhere]">
              {statusReason ?? "It works, and some tables cannot be read: optional grants are missing."}
            </p>
          )}
          <Link href={href} className="mt-2 inline-block min-h-6 content-center text-primary underline underline-offset-2">
            {may.edit ? "See the checks" : "Open the connection"}
          </Link>
        </>
      )}
    </Popover>
  )
}
