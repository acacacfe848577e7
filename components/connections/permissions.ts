import type { ConnectionDetail } from "@/lib/connections/model"
import type { AccessChange, Principal } from "@/lib/impact/model"
import { lastDayOf } from "./words"

export type Who = "private" | "all teams" | "some"
export type Lent = "none" | "all clients" | "some"
/** What stands in the window. `chosen` holds each principal with its end, also those that `who` and `lent` leave aside for now. */
export type Wanted = { who: Who; lent: Lent; chosen: ReadonlyMap<string, string | null> }

type Kind = Principal["principal"]
export const keyOf = (kind: Kind, id: string | null = null) => `${kind} ${id ?? ""}`
const kindOf = (key: string) => key.slice(0, key.lastIndexOf(" ")) as Kind
const principalOf = (key: string) => ({ principal: kindOf(key), principalId: key.slice(key.lastIndexOf(" ") + 1) || null }) as Principal

type Shown = Pick<ConnectionDetail, "grants" | "visibility">

export function wantedOf({ grants, visibility }: Shown): Wanted {
  const has = (...kinds: Kind[]) => grants.some(({ principal }) => kinds.includes(principal))
  return {
    who: visibility === "private" ? "private" : has("all teams") ? "all teams" : "some",
    lent: has("all clients") ? "all clients" : has("client") ? "some" : "none",
    chosen: new Map(grants.map(({ principal, id, endsAt }) => [keyOf(principal, id), endsAt && new Date(endsAt).toISOString()])),
  }
}

/** The principals that would have it: what is left aside has none. */
export function grantsOf({ who, lent, chosen }: Wanted): Map<string, string | null> {
  const of = (...kinds: Kind[]) => [...chosen].filter(([key]) => kinds.includes(kindOf(key)))
  const all = (kind: Kind): [string, string | null][] => [[keyOf(kind), chosen.get(keyOf(kind)) ?? null]]
  const own = who === "all teams" ? all("all teams") : of("team", "user")
  return new Map([...own, ...(lent === "all clients" ? all("all clients") : lent === "some" ? of("client") : [])])
}

/** What must be sent. A private connection keeps whom it was shared with, for the day when its owner shares it again. */
export function changeOf({ grants, visibility }: Shown, wanted: Wanted): AccessChange {
  if (wanted.who === "private") return { ...(visibility === "shared" && { visibility: "private" as const }), add: [], remove: [] }
  const had = wantedOf({ grants, visibility }).chosen
  const will = grantsOf(wanted)
  return {
    ...(visibility === "private" && { visibility: "shared" as const }),
    add: [...will].filter(([key, endsAt]) => had.get(key) !== endsAt).map(([key, endsAt]) => ({ to: principalOf(key), endsAt })),
    remove: [...had.keys()].filter((key) => !will.has(key)).map(principalOf),
  }
}

export const isNothing = ({ visibility, add, remove }: AccessChange) => !visibility && add.length + remove.length === 0

/** Who will be able to use it, in a sentence, by name as far as a sentence goes. */
export function sentenceOf(wanted: Wanted, owner: string, nameOf: (key: string) => string | undefined): string {
  const alone = `After Save, only ${owner}, its owner, can use it.`
  if (wanted.who === "private") return alone
  const names = [...grantsOf(wanted)].map(([key, endsAt]) => {
    const kind = kindOf(key)
    const name = kind === "all teams" ? "everybody in the organization" : kind === "all clients" ? "all client accounts" : nameOf(key)
    return `${name ?? "somebody"}${endsAt ? ` until ${lastDayOf(endsAt)}` : ""}`
  })
  if (names.length === 0) return alone
  const said = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} others`] : names
  return `After Save, ${new Intl.ListFormat("en-US").format(said)} can use it, and ${owner}, its owner.`
}
