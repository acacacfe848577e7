import { Banner } from "@/components/ui/banner"
import { RadioGroup, RadioOption } from "@/components/ui/radio-group"
import { refusals } from "@/lib/access/decide"
import type { Principals } from "@/lib/connections/list-principals"
import type { ConnectionDetail } from "@/lib/connections/model"
import { keyOf, type Lent, type Wanted, type Who, wantedOf } from "./permissions"
import { LastDay, PrincipalList } from "./principal-list"

type Props = { connection: ConnectionDetail; principals: Principals; wanted: Wanted; onChange: (wanted: Wanted) => void }

/** The two questions of sharing: who in the organization, and, in an agency, which client accounts. */
export function PermissionFields({ connection, principals, wanted, onChange }: Props) {
  const { may, owner, teams } = connection
  const { who, lent, chosen } = wanted
  const change = (part: Partial<Wanted>) => onChange({ ...wanted, ...part })
  const until = (key: string, endsAt: string | null) => change({ chosen: new Map(chosen).set(key, endsAt) })
  const had = wantedOf(connection)
  const shares = may.share === true
  const lends = may.shareWithClients === true
  const lastDay = (key: string, name: string) => (
    <LastDay name={name} endsAt={chosen.get(key) ?? null} onChange={(endsAt) => until(key, endsAt)} />
  )
  return (
    <>
      {!shares && <Banner tone="info" title={refusals.unshareable} />}
      <RadioGroup legend="Who may use it" name="who" value={who} onValueChange={(next) => change({ who: next as Who })}>
        <RadioOption value="private" label="Private" help={`Only ${owner.name}, its owner, uses it.`} />
        <RadioOption
          value="all teams"
          label="Everyone"
          help="All members, also of teams made later."
          disabled={!shares && had.who !== "all teams"}
        />
        <RadioOption value="some" label="Specific teams and people" disabled={!shares && had.who === "private"} />
      </RadioGroup>
      {who === "all teams" && lastDay(keyOf("all teams"), "everyone")}
      {who === "some" && (
        <>
          <PrincipalList
            legend="Teams"
            choices={teams.map(({ id, name, members }) => ({
              key: keyOf("team", id),
              name,
              help: members === 1 ? "1 member" : `${members} members`,
            }))}
            chosen={chosen}
            onChange={(next) => change({ chosen: next })}
            none="There are no teams yet."
          />
          <PrincipalList
            legend="People"
            choices={principals.people
              .filter(({ id }) => id !== owner.id)
              .map(({ id, name, email }) => ({ key: keyOf("user", id), name, help: email }))}
            chosen={chosen}
            onChange={(next) => change({ chosen: next })}
            none="There is nobody else in the organization."
          />
        </>
      )}
      {principals.clients && who !== "private" && (
        <>
          <RadioGroup
            legend="Client accounts"
            name="lent"
            value={lent}
            onValueChange={(next) => change({ lent: next as Lent })}
            help={lends ? undefined : `Only ${owner.name}, its owner, shares it with client accounts.`}
          >
            <RadioOption value="none" label="None" />
            <RadioOption
              value="all clients"
              label="All client accounts"
              help="Also those added later."
              disabled={!lends && had.lent !== "all clients"}
            />
            <RadioOption value="some" label="Chosen client accounts" disabled={!lends && had.lent !== "some"} />
          </RadioGroup>
          {lent === "all clients" && lastDay(keyOf("all clients"), "all client accounts")}
          {lent === "some" && (
            <PrincipalList
              legend="Chosen client accounts"
              choices={principals.clients.map(({ id, name }) => ({ key: keyOf("client", id), name }))}
              chosen={chosen}
              onChange={(next) => change({ chosen: next })}
              none="There are no client accounts yet."
            />
          )}
        </>
      )}
      {who !== "private" && <Caution reveals={principals.reveals} />}
    </>
  )
}

/** Said before anybody shares (ACC-44). */
export function Caution({ reveals }: { reveals?: Principals["reveals"] }) {
  const { tables, schemas } = reveals ?? { tables: 0, schemas: 0 }
  const counted = (n: number, one: string, many: string) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`
  return (
    <Banner tone="warn" title="Sharing may reveal resources that others could not see.">
      {tables > 0
        ? `Whoever may use it sees ${counted(tables, "table", "tables")} in ${counted(schemas, "schema", "schemas")}, now and as they change.`
        : "Whoever may use it sees every table that its credential can read."}
    </Banner>
  )
}
