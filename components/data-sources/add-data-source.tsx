"use client"

import { useQuery } from "@tanstack/react-query"
import { Check } from "lucide-react"
import Link from "next/link"
import { type ReactNode, useState } from "react"
import { ask } from "@/components/ask"
import { ConnectionStep } from "@/components/pickers/connection-step"
import { ActionButton } from "@/components/ui/action-button"
import { Banner } from "@/components/ui/banner"
import { Bidi } from "@/components/ui/bidi"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { counted } from "@/components/ui/figure"
import { Skeleton } from "@/components/ui/skeleton"
import type { Result } from "@/lib/base/errors"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { UsableConnection } from "@/lib/connections/model"
import type { Accounts } from "@/lib/data-sources/model"

type Create = (input: { connectionId: ConnectionId; account: string }) => Promise<Result<unknown>>
type AddDataSourceProps = {
  slug: string
  connections: readonly UsableConnection[]
  first?: string
  create: Create
  mayConnect: boolean
  nobody: ReactNode
}

/** A connection, then the accounts that it reaches: each is added with one press and no login. */
export function AddDataSource({ slug, connections, first, create, mayConnect, nobody }: AddDataSourceProps) {
  const [chosen, choose] = useState(() => connections.find(({ id, usable }) => id === first && usable))
  const [choosing, setChoosing] = useState(false)
  return (
    <div className="max-w-3xl space-y-4">
      <ConnectionStep
        slug={slug}
        connections={connections}
        chosen={chosen}
        choosing={choosing}
        nobody={nobody}
        onOpen={setChoosing}
        onChoose={(connection) => {
          choose(connection)
          setChoosing(false)
        }}
      />
      {chosen && !choosing && <AccountList key={chosen.id} {...{ slug, create, mayConnect }} connectionId={chosen.id} />}
    </div>
  )
}

type AccountListProps = Pick<AddDataSourceProps, "slug" | "create" | "mayConnect"> & { connectionId: ConnectionId }

function AccountList({ slug, create, mayConnect, connectionId }: AccountListProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ["dataSource.accounts", slug, connectionId],
    queryFn: ({ signal }) => ask<Accounts>(paths.api.accounts(slug, connectionId), { signal }),
    retry: false,
  })
  return (
    <Card title="Accounts" description="What the connection reaches, as last read. Nothing here asks for a login." flush>
      <div className="border-border border-t">
        {data?.demand && (
          <Banner
            tone="warn"
            className="m-3"
            title={data.demand}
            action={
              mayConnect && (
                <Button asChild size="small">
                  <Link href={paths.newConnection(slug)}>Connect a new one</Link>
                </Button>
              )
            }
          />
        )}
        {error ? (
          <Banner
            tone="bad"
            live
            className="m-3"
            title={error.message}
            action={
              <Button size="small" onClick={() => void refetch()}>
                Try again
              </Button>
            }
          />
        ) : data === undefined ? (
          <div aria-busy="true" className="space-y-3 p-4">
            <Skeleton className="w-2/5" />
            <Skeleton className="w-1/3" />
          </div>
        ) : data.accounts.length === 0 ? (
          <p className="px-4 py-3 text-muted-foreground">The connection shows no account. Ask its owner to refresh its schema.</p>
        ) : (
          <ul aria-label="Accounts" className="max-h-96 overflow-y-auto">
            {data.accounts.map(({ account, tables, added }) => (
              <li
                key={account}
                className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-border border-b px-4 py-1.5 last:border-b-0"
              >
                <span className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">
                  <Bidi text={account} />
                </span>
                <span className="text-muted-foreground text-xs">{counted(tables, "table")}</span>
                <span className="ml-auto">
                  {added ? (
                    <span className="flex items-center gap-1.5 text-muted-foreground">
                      <Check aria-hidden="true" className="size-4" />
                      Added
                    </span>
                  ) : (
                    <ActionButton
                      label="Add"
                      name={`Add ${account}`}
                      size="small"
                      action={create}
                      input={{ connectionId, account }}
                      refusal={data.demand ?? undefined}
                      done={`“${account}” is added`}
                      onDone={() => void refetch()}
                    />
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
