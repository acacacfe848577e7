import { randomUUID } from "node:crypto"
import { type Account, notThere, Refused, type User } from "./account"
import type { Engine, Result } from "./engine"
import { show } from "./show"

export type Identity = { user: User; role?: string }
export type Place = { role?: string; warehouse?: string; database?: string; schema?: string }
export type Statement = { handle: string; outcome?: Result | Refused; ended: Promise<void>; stop(): void; owner: string }

/** The life of statements: each is checked against the rights of who sent it, runs, and can be cancelled. */
export function statements(account: Account, engine: Engine) {
  const all = new Map<string, Statement>()

  /** The roles whose rights count, or a refusal when the chosen one is not this user's. */
  function rolesOf({ user, role: bound }: Identity, wanted = bound ?? user.defaultRole) {
    const own = account.reach(...user.roles)
    const allowed = bound ? account.reach(bound) : own
    if (wanted !== undefined && (!account.roles.has(wanted) || !allowed.has(wanted)))
      throw new Refused("390186", "08004", `Role '${wanted}' specified in the connect string is not granted to this user.`, 403)
    const secondary = user.secondary && !bound ? [...user.roles] : []
    return { role: wanted, secondary, held: account.reach(...(wanted ? [wanted] : []), ...secondary) }
  }

  async function run(
    sql: string,
    values: (string | null)[],
    identity: Identity,
    place: Place,
    stopping: (stop: () => void) => void,
  ): Promise<Result> {
    const { role, secondary, held } = rolesOf(identity, place.role)
    if (/^SHOW /.test(sql)) return show(sql, { account, engine, roles: held })
    const parsed = await engine.tablesIn(sql)
    if (parsed === "no question")
      throw new Refused("003001", "42501", "SQL access control error:\nInsufficient privileges to operate on schema")
    if (parsed === "syntax") throw new Refused("001003", "42000", "SQL compilation error:\nsyntax error line 1 at position 0")
    if (parsed.statements !== 1)
      throw new Refused("000008", "0A000", `Actual statement count ${parsed.statements} did not match the desired statement count 1.`)
    const rights = account.rightsOf(held)
    const usable = place.database !== undefined && rights.may("USAGE", place.database) ? place.database : undefined
    for (const path of parsed.tables) {
      const full = [...[usable ?? "", place.schema ?? "PUBLIC"].slice(0, 3 - path.length), ...path]
      const [database = "", schema = ""] = full
      if (!(rights.may("USAGE", database) && rights.may("USAGE", database, schema) && rights.may("SELECT", ...full)))
        throw notThere("Object", full.join("."))
    }
    if (/\bFROM\b/i.test(sql)) start(place.warehouse, rights)
    const answer = engine.run(
      told(sql, {
        USER: identity.user.name,
        ROLE: role ?? null,
        SECONDARY_ROLES: JSON.stringify({ roles: secondary.join(","), value: secondary.length > 0 ? "ALL" : "" }),
        ACCOUNT: account.name,
      }),
      values,
      usable === undefined ? undefined : { database: usable, ...(place.schema ? { schema: place.schema } : {}) },
    )
    stopping(answer.stop)
    return answer.answer
  }

  function start(name: string | undefined, rights: ReturnType<Account["rightsOf"]>) {
    const warehouse = account.warehouses.get(name ?? "")
    if (!warehouse || !rights.may("USAGE", warehouse.name) || (warehouse.state === "SUSPENDED" && !warehouse.autoResume))
      throw new Refused("000606", "57P03", "No active warehouse selected in the current session.")
    if (warehouse.state === "SUSPENDED") warehouse.starts++
    warehouse.state = "STARTED"
  }

  return {
    all,
    rolesOf,
    begin(sql: string, values: (string | null)[], identity: Identity, place: Place, timeoutS?: number): Statement {
      // Whoever stops it before it runs stops it as soon as it does.
      let unwanted = false
      let inEngine: (() => void) | undefined
      const stop = () => {
        unwanted = true
        inEngine?.()
      }
      let late = false
      const statement: Statement = { handle: randomUUID(), ended: Promise.resolve(), stop, owner: identity.user.name }
      const alarm =
        timeoutS &&
        setTimeout(() => {
          late = true
          stop()
        }, timeoutS * 1_000)
      statement.ended = run(sql.trim().replace(/;$/, ""), values, identity, place, (how) => {
        inEngine = how
        if (unwanted) how()
      })
        .then(
          (result) => {
            statement.outcome = result
          },
          (error: unknown) => {
            const refused = error instanceof Refused ? error : new Refused("000603", "XX000", `SQL execution internal error: ${error}`)
            statement.outcome = late
              ? new Refused("000630", "57014", "Statement reached its statement timeout and was canceled.", 408)
              : refused
          },
        )
        .finally(() => clearTimeout(alarm || undefined))
      all.set(statement.handle, statement)
      return statement
    },
    running: () => [...all.values()].filter(({ outcome }) => outcome === undefined).length,
  }
}
export type Statements = ReturnType<typeof statements>

/** The functions that tell of the session, as what they tell. */
const told = (sql: string, facts: Record<string, string | null>) =>
  sql.replace(/\bCURRENT_(USER|ROLE|SECONDARY_ROLES|ACCOUNT)\(\)/g, (_whole, name: string) =>
    facts[name] == null ? "NULL" : `'${facts[name]?.replaceAll("'", "''")}'`,
  )
