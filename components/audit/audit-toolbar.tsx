"use client"

import { useRouter } from "next/navigation"
import { Button } from "@/components/ui/button"
import { FilterChip } from "@/components/ui/filter-chip"
import { Input } from "@/components/ui/input"
import { SearchInput } from "@/components/ui/search-input"
import { Toolbar } from "@/components/ui/toolbar"
import type { AuditFilter } from "@/lib/audit/model"
import { paths } from "@/lib/base/paths"
import { addressOf } from "./address"

type Props = { slug: string; filter: AuditFilter; people: readonly { id: string; name: string }[]; many: string }

const nouns = ["connection", "credential", "member", "team", "invitation", "audience", "query", "job", "client", "organization", "audit"]

export function AuditToolbar({ slug, filter, people, many }: Props) {
  const router = useRouter()
  const asked = addressOf(filter)
  const options = (key: "actor" | "about", of: { value: string; label: string }[]) =>
    of.map((one) => ({ ...one, href: paths.audit(slug, { ...asked, [key]: asked[key] === one.value ? undefined : one.value }) }))
  const chip = (key: "actor" | "about", label: string, of: { value: string; label: string }[]) => (
    <FilterChip
      label={label}
      selected={asked[key] ? [asked[key]] : []}
      options={options(key, of)}
      clearHref={paths.audit(slug, { ...asked, [key]: undefined })}
    />
  )
  const day = (key: "from" | "to", label: string) => (
    <span className="inline-flex items-center gap-1.5 text-muted-foreground">
      <span aria-hidden="true">{label}</span>
      <Input
        type="date"
        aria-label={label}
        className="w-auto"
        value={asked[key] ?? ""}
        onChange={(event) => router.replace(paths.audit(slug, { ...asked, [key]: event.target.value || undefined }), { scroll: false })}
      />
    </span>
  )
  return (
    <Toolbar
      end={
        <>
          <span>{many}</span>
          {(["csv", "ndjson"] as const).map((format) => (
            <Button key={format} asChild size="small">
              <a href={paths.api.audit(slug, { ...asked, format })} download>{`Export ${format.toUpperCase()}`}</a>
            </Button>
          ))}
        </>
      }
    >
      <SearchInput label="Search the audit log" placeholder="Search act, name or request id…" />
      {chip("actor", "Who", [{ value: "worker", label: "The worker" }, ...people.map(({ id, name }) => ({ value: id, label: name }))])}
      {chip(
        "about",
        "About",
        nouns.map((noun) => ({ value: noun, label: noun.charAt(0).toUpperCase() + noun.slice(1) })),
      )}
      {day("from", "From")}
      {day("to", "To")}
    </Toolbar>
  )
}
