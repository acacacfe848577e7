import Link from "next/link"
import { Banner } from "@/components/ui/banner"
import { Bidi } from "@/components/ui/bidi"
import { Button } from "@/components/ui/button"
import { Card } from "@/components/ui/card"
import { Facts } from "@/components/ui/facts"
import { paths } from "@/lib/base/paths"
import type { QueryDetail } from "@/lib/queries/model"
import { PreviewTable } from "./preview-table"
import { ConnectionName } from "./query-list"
import { type Remove, RemoveQuery } from "./remove-query"
import { RunHistory } from "./run-history"

type QueryViewProps = { slug: string; query: QueryDetail; mayConnect: boolean; remove: Remove }

/** What a query fetches and for whom, what it brought last, and every refresh with whose connection and seat it used. */
export function QueryView({ slug, query, mayConnect, remove }: QueryViewProps) {
  const { id, name, flag, readOnly, connection, schema, table, columns, sentence, destination, team, maker, runs, preview } = query
  return (
    <div className="space-y-5">
      {readOnly && (
        <Banner
          tone={flag ? "warn" : "info"}
          title={flag ? "This query has stopped and is read-only." : "You can look at this query and not change it."}
          action={
            mayConnect &&
            !connection && (
              <Button asChild size="small">
                <Link href={paths.newConnection(slug, { destination })}>Connect your own</Link>
              </Button>
            )
          }
        >
          {readOnly} {flag && "Nothing of it is lost: it goes on as soon as that is mended."}
        </Banner>
      )}
      <RunHistory runs={runs} />
      <Card title="Query" footer={<RemoveQuery slug={slug} id={id} name={name} remove={remove} />}>
        <Facts
          facts={[
            { term: "Connection", value: <ConnectionName connection={connection} /> },
            { term: "Table", value: `${schema}.${table}`, mono: true },
            { term: "Columns", value: <Bidi text={columns.join(", ")} /> },
            { term: "Rows where", value: <Bidi text={sentence} /> },
            { term: "Destination", value: destination },
            { term: "Team", value: team ? <Bidi text={team.name} /> : `Only ${maker.name}` },
            { term: "Made by", value: <Bidi text={maker.name} /> },
          ]}
        />
      </Card>
      <PreviewTable slug={slug} id={id} name={name} preview={preview} />
    </div>
  )
}
