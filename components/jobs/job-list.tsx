"use client"

import { useState } from "react"
import { PageBox, PickCell, PickPage } from "@/components/connections/bulk/pick"
import type { Column } from "@/components/ui/data-table"
import { EmptyState } from "@/components/ui/empty-state"
import { figure } from "@/components/ui/figure"
import { FilterChip } from "@/components/ui/filter-chip"
import { Pagination } from "@/components/ui/pagination"
import { SearchInput } from "@/components/ui/search-input"
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import { Toolbar } from "@/components/ui/toolbar"
import type { JobId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { JobFilter, JobPage, JobRow } from "@/lib/jobs/model"
import { jobKinds, jobStates } from "@/lib/jobs/states"
import { type Act, JobBar } from "./job-bar"
import { jobColumns, Muted, sorting } from "./job-columns"
import { kindWords, stateLooks } from "./words"

type Props = { slug: string; page: JobPage; filter: JobFilter; pause: Act; resume: Act }

/** The list with its search and filters, or what to do when there is nothing in it. */
export function JobList({ slug, page, filter, pause, resume }: Props) {
  const [picked, setPicked] = useState<ReadonlySet<JobId>>(new Set())
  const { rows, total, more, next, previous } = page
  const { q, state, kind, sort, direction } = filter
  const asked = {
    q,
    state,
    kind,
    sort: sort === "created" ? undefined : sort,
    direction: direction === "desc" && sort === "created" ? undefined : direction,
  }
  const narrowed = q || state || kind
  if (rows.length === 0 && !narrowed && !previous)
    return (
      <EmptyState title="No jobs yet" action={{ label: "New job", href: paths.newJob(slug) }}>
        A job sends an audience out, brings data in, or looks people up in a tool, once or again and again. Your team sees the jobs that are
        made in it.
      </EmptyState>
    )
  const many = `${more ? "1,000+" : figure(total)} ${total === 1 ? "job" : "jobs"}`
  const chosen = rows.filter(({ id }) => picked.has(id))
  const all = rows.length > 0 && chosen.length === rows.length
  const box = {
    checked: all,
    some: chosen.length > 0 && !all,
    onToggle: () => setPicked(new Set(all ? [] : rows.map(({ id }) => id))),
  }
  const toggle = (id: JobId) =>
    setPicked((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])))
  const columns: Column<JobRow>[] = [
    ...jobColumns(
      slug,
      sorting({ sort, direction }, (query) => paths.jobs(slug, { ...asked, ...query })),
    ),
    { header: "Authorization", cell: ({ connection }: JobRow) => connection?.name ?? <Muted>Not shared with you</Muted> },
  ]
  const chip = <T extends string>(key: "state" | "kind", label: string, words: readonly { value: T; label: string }[]) => (
    <FilterChip
      label={label}
      selected={filter[key] ? [filter[key]] : []}
      options={words.map((one) => ({
        ...one,
        href: paths.jobs(slug, { ...asked, [key]: filter[key] === one.value ? undefined : one.value }),
      }))}
      clearHref={paths.jobs(slug, { ...asked, [key]: undefined })}
    />
  )
  return (
    <>
      <Toolbar end={many}>
        <SearchInput label="Search jobs" />
        {chip(
          "state",
          "Status",
          jobStates.map((value) => ({ value, label: stateLooks[value].word })),
        )}
        {chip(
          "kind",
          "Kind",
          jobKinds.map((value) => ({ value, label: kindWords[value] })),
        )}
      </Toolbar>
      {rows.length === 0 ? (
        <EmptyState
          title={narrowed ? "No job matches" : "Nothing on this page"}
          action={{ label: narrowed ? "Clear search and filters" : "To the first page", href: paths.jobs(slug) }}
        >
          The search looks at the names of jobs and at what they do.
        </EmptyState>
      ) : (
        <>
          <div className="pb-2 md:hidden">
            <PageBox {...box}> Select all on this page</PageBox>
          </div>
          <Table caption="Jobs">
            <TableHead>
              <PickPage {...box} />
              {columns.map(({ header, sort: way }) => (
                <HeadCell key={header} sort={way}>
                  {header}
                </HeadCell>
              ))}
            </TableHead>
            <TableBody>
              {rows.map((row) => (
                <Row key={row.id} selected={picked.has(row.id)}>
                  <PickCell name={row.name} checked={picked.has(row.id)} onToggle={() => toggle(row.id)} />
                  {columns.map(({ header, cell }, index) =>
                    index === 0 ? (
                      <First key={header}>{cell(row)}</First>
                    ) : (
                      <Cell key={header} label={header}>
                        {cell(row)}
                      </Cell>
                    ),
                  )}
                </Row>
              ))}
            </TableBody>
          </Table>
        </>
      )}
      {chosen.length > 0 && <JobBar chosen={chosen} pause={pause} resume={resume} clear={() => setPicked(new Set())} />}
      {(next || previous) && (
        <Pagination
          range={`${rows.length} of ${many}`}
          previousHref={previous ? paths.jobs(slug, { ...asked, before: previous }) : undefined}
          nextHref={next ? paths.jobs(slug, { ...asked, after: next }) : undefined}
        />
      )}
    </>
  )
}

const First = ({ children }: { children: React.ReactNode }) => children
