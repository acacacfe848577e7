import { Bidi } from "@/components/ui/bidi"
import { dependentKinds, type Impact, kindWords } from "@/lib/impact/model"

const count = (n: number, [one, many]: readonly [string, string]) => `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`
const listed = (words: string[]) => new Intl.ListFormat("en-US").format(words)

/** "3 audiences, 1 query and 4 people", or nothing when nobody is affected. */
export function impactSentence({ counts, peopleCount, teams, clients }: Impact): string {
  return listed([
    ...dependentKinds.flatMap((kind) => (counts[kind] > 0 ? [count(counts[kind], kindWords[kind])] : [])),
    ...(teams.length > 0 ? [count(teams.length, ["team", "teams"])] : []),
    ...(peopleCount > 0 ? [count(peopleCount, ["person", "people"])] : []),
    ...(clients.length > 0 ? [count(clients.length, ["client account", "client accounts"])] : []),
  ])
}

/** Whom and what an act would take something from, by name where the viewer may see it. */
export function ImpactReport({ impact }: { impact: Impact }) {
  if (impact.empty) return <p className="text-muted-foreground">Nobody loses access by this, and nothing stops.</p>
  const { dependents, hidden, people, peopleCount, teams, clients, counts } = impact
  const total = dependentKinds.reduce((sum, kind) => sum + counts[kind], 0)
  return (
    <div className="space-y-4">
      {total > 0 && (
        <Group
          title={`${listed(dependentKinds.flatMap((kind) => (counts[kind] > 0 ? [count(counts[kind], kindWords[kind])] : [])))} will stop`}
        >
          {dependents.map(({ kind, id, name, maker, why }) => (
            <Line key={`${kind} ${id}`} name={name} about={`${kindWords[kind][0]} by ${maker}: ${why}`} />
          ))}
          <Rest n={total - dependents.length - hidden} />
          {hidden > 0 && <li className="text-muted-foreground">{`and ${hidden.toLocaleString("en-US")} that you may not see`}</li>}
        </Group>
      )}
      {teams.length > 0 && (
        <Group title={`${count(teams.length, ["team loses", "teams lose"])} access`}>
          {teams.map(({ id, name, connections }) => (
            <Line key={id} name={name} about={connections.length > 1 ? `${connections.length} connections` : undefined} />
          ))}
        </Group>
      )}
      {clients.length > 0 && (
        <Group title={`${count(clients.length, ["client account loses", "client accounts lose"])} access`}>
          {clients.map(({ id, name }) => (
            <Line key={id} name={name} />
          ))}
        </Group>
      )}
      {peopleCount > 0 && (
        <Group title={`${count(peopleCount, ["person loses", "people lose"])} access`}>
          {people.map(({ id, name, connections }) => (
            <Line key={id} name={name} about={connections.length > 1 ? `${connections.length} connections` : undefined} />
          ))}
          <Rest n={peopleCount - people.length} />
        </Group>
      )}
    </div>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <ul className="mt-1 max-h-40 space-y-0.5 overflow-y-auto">{children}</ul>
    </section>
  )
}

const Line = ({ name, about }: { name: string; about?: string }) => (
  <li className="[overflow-wrap:anywhere]">
    <Bidi text={name} />
    {about && <span className="text-muted-foreground"> · {about}</span>}
  </li>
)

const Rest = ({ n }: { n: number }) => (n > 0 ? <li className="text-muted-foreground">{`and ${n.toLocaleString("en-US")} more`}</li> : null)
