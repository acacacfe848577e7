"use client"

import { useState } from "react"
import { Banner } from "@/components/ui/banner"
import { Bidi } from "@/components/ui/bidi"
import { SearchInput } from "@/components/ui/search-input"
import { StatusBadge } from "@/components/ui/status-badge"
import { Cell, HeadCell, NameCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { WhoCanUse } from "@/lib/connections/who-can-use"
import { roleLabels } from "@/lib/members/model"

const most = 200

/** Every member with the chain that led to the answer. */
export function WhoCanUseTable({ people, clients }: WhoCanUse) {
  const [query, setQuery] = useState("")
  const word = query.trim().toLowerCase()
  const found = people.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(word))
  const able = people.filter(({ usable }) => usable).length
  return (
    <div className="grid gap-4">
      <p>{`${able.toLocaleString("en")} of ${people.length.toLocaleString("en")} members can use this connection now.`}</p>
      {clients.length > 0 && (
        <Banner tone="info" title={`Also ${clients.length === 1 ? "a client account" : `${clients.length} client accounts`}.`}>
          <Bidi text={clients.join(", ")} />
        </Banner>
      )}
      {people.length > 8 && <SearchInput label="Search members" onSearch={setQuery} className="max-w-sm" />}
      <Table caption="Who can use this">
        <TableHead>
          <HeadCell>Name</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell>Can use it</HeadCell>
          <HeadCell>Why</HeadCell>
        </TableHead>
        <TableBody>
          {found.slice(0, most).map(({ id, name, email, role, usable, path, why }) => (
            <Row key={id}>
              <NameCell name={name} locator={email} />
              <Cell label="Role">{roleLabels[role]}</Cell>
              <Cell label="Can use it">{usable ? <StatusBadge tone="ok" word="Yes" /> : <StatusBadge tone="idle" word="No" />}</Cell>
              <Cell label="Why" className="[overflow-wrap:anywhere]">
                {why && <span className="block">{why}</span>}
                <span className="text-muted-foreground text-xs">{path.join(" → ")}</span>
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      {found.length > most && <p className="text-muted-foreground">{`and ${found.length - most} more: search for them`}</p>}
    </div>
  )
}
