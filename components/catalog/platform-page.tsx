import { Badge } from "@/components/ui/badge"
import { Section } from "@/components/ui/card"
import { EmptyState } from "@/components/ui/empty-state"
import { Facts } from "@/components/ui/facts"
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from "@/components/ui/table"
import type { PlatformView } from "@/lib/catalog/model"
import type { Announced, Manifest, Method } from "@/lib/connectors/connector"
import { guides } from "@/lib/connectors/guides"
import { isPlatform } from "@/lib/connectors/manifests"
import { ErrorCauses } from "./error-causes"
import { NetworkFacts } from "./network-facts"
import { PlatformConnections } from "./platform-connections"
import { PlatformScript } from "./platform-script"
import { type RequestAction, RequestButton } from "./request-button"
import { SetUpGuide } from "./set-up-guide"

type PlatformPageProps = {
  slug: string
  platform: Manifest | Announced
  view: PlatformView
  egress: readonly string[]
  listHref: string
  request: RequestAction
}

/** All that is to be known of a platform before it is connected. */
export function PlatformPage({ slug, platform, view, egress, listHref, request }: PlatformPageProps) {
  if (!("methods" in platform))
    return (
      <div className="grid gap-8">
        <About platform={platform} />
        <EmptyState
          title={`${platform.name} cannot be connected yet`}
          action={<RequestButton platform={platform.id} name={platform.name} requested={view.requested} action={request} />}
        >
          It stands in the catalog because it is planned. Nothing of it works today. Ask for it, and owners and admins see how many need it.
        </EmptyState>
      </div>
    )
  const guide = isPlatform(platform.id) ? guides[platform.id] : undefined
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
      <div className="grid min-w-0 gap-8">
        <About platform={platform} />
        <Permissions platform={platform} />
        {guide && <SetUpGuide slug={slug} platform={platform} guide={guide} egress={egress} />}
        {guide && <ErrorCauses causes={guide.causes} />}
      </div>
      <aside aria-label={`${platform.name} at a glance`} className="grid min-w-0 gap-8">
        <PlatformConnections slug={slug} name={platform.name} view={view} listHref={listHref} />
        <NetworkFacts egress={egress} dials={platform.dials} />
      </aside>
    </div>
  )
}

function About({ platform: { facts, category, maturity, ...platform } }: { platform: Manifest | Announced }) {
  const methods = "methods" in platform ? Object.values(platform.methods) : []
  return (
    <Section title={category === "Channel" ? "What it does" : "What it reads"}>
      <ul className="max-w-[72ch] list-disc space-y-1 pl-5">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <Facts
        className="mt-4"
        facts={[
          { term: "Category", value: category },
          { term: "Maturity", value: maturity },
          ...methods.map((method) => ({
            term: methods.length === 1 ? "Method" : method.label,
            value: <MethodWords method={method} of={platform.name} only={methods.length === 1} />,
          })),
          ...("capabilities" in platform
            ? [
                {
                  term: "Sharing",
                  value: platform.capabilities.sharing ? "Can be shared with teams" : "This platform does not support connection sharing",
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

/** How it lets one in, and where the platform itself says more. */
function MethodWords({ method: { label, help, docs }, of, only }: { method: Method; of: string; only: boolean }) {
  return (
    <>
      {[only && label, help].filter(Boolean).join(". ")}{" "}
      {docs && (
        <a href={docs} target="_blank" rel="noreferrer" className="text-primary underline underline-offset-2">
          {of} on this method
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
      )}
    </>
  )
}

const leastOf = {
  tables: "Read-only access to the tables that you choose is all that is required. Give it to a user of its own, never to a person's.",
  tool: "These are all that is required. Give them to a key or an app of its own, never to a person's, and nothing besides.",
}

function Permissions({ platform: { id, name, permissions, capabilities } }: { platform: Manifest }) {
  return (
    <Section title="Permissions it needs" description={capabilities.dialect ? leastOf.tables : leastOf.tool}>
      <div className="grid gap-4">
        <Table caption={`Permissions for ${name}`} density="compact">
          <TableHead>
            <HeadCell>Permission</HeadCell>
            <HeadCell>Needed for</HeadCell>
            <HeadCell>Required</HeadCell>
          </TableHead>
          <TableBody>
            {permissions.map(({ name, neededFor, required }) => (
              <Row key={name}>
                <Cell label="Permission" className="font-medium">
                  {name}
                </Cell>
                <Cell label="Needed for">{neededFor}</Cell>
                <Cell label="Required">{required ? "Required" : <Badge>Optional</Badge>}</Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
        <PlatformScript platform={id} />
      </div>
    </Section>
  )
}
