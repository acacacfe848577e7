import type { Action, Standing } from "@/lib/access/decide"
import type { MemberRole } from "@/lib/access/permissions"

/**
 * The access matrix written down a second time and by hand, in the order of `standings`: y yes, n no, - does not exist, g as granted,
 * a only for who came from the agency.
 */
export const expected: Record<Action, string> = {
  view: "yyyyyy-y-y-",
  use: "yyygng-g-g-",
  edit: "yyyyyn-n-n-",
  configure: "nnnnnn-n-n-",
  share: "yyyynn-n-n-",
  narrow: "yyyynn-n-n-",
  reauthenticate: "yyynnn-n-n-",
  sendReconnectLink: "nnnyyn-n-n-",
  replace: "yyyyyn-n-n-",
  disconnect: "yyyyyn-n-n-",
  restore: "yyyyyn-n-n-",
  delete: "ynnyyn-n-n-",
  refresh: "yyyyyn-n-n-",
  giveOwnership: "nnnyyn-n-n-",
  shareWithClients: "yyynnn-n-n-",
  transfer: "aaaana-a-n-",
}

/** Who stands so: the roles that share a column. */
export const rolesOf: Record<Standing, readonly MemberRole[]> = {
  "keeper owns": ["owner", "admin"],
  "editor owns": ["editor"],
  "marketer owns": ["marketer"],
  "keeper, shared": ["owner", "admin"],
  "keeper, private": ["owner", "admin"],
  "editor, shared": ["editor"],
  "editor, private": ["editor"],
  "marketer, granted": ["marketer"],
  "marketer, otherwise": ["marketer"],
  "client, granted": ["owner", "admin", "editor", "marketer"],
  "client, otherwise": ["owner", "admin", "editor", "marketer"],
}

type Row = [id: string, action: Action, whose: "own" | "shared" | "private" | "other's", keeper: boolean, editor: boolean]
/** The eighteen rows that are asked for by number: who owns or administers the organization, and who edits. */
export const eighteen: readonly Row[] = [
  ["ACC-20", "view", "own", true, true],
  ["ACC-21", "view", "shared", true, true],
  ["ACC-22", "share", "own", true, true],
  ["ACC-23", "narrow", "own", true, true],
  ["ACC-24", "reauthenticate", "own", true, true],
  ["ACC-25", "replace", "own", true, true],
  ["ACC-26", "disconnect", "own", true, true],
  ["ACC-27", "restore", "own", true, true],
  ["ACC-28", "delete", "own", true, false],
  ["ACC-29", "view", "shared", true, true],
  ["ACC-30", "view", "private", true, false],
  ["ACC-31", "share", "private", false, false],
  ["ACC-32", "narrow", "shared", true, false],
  ["ACC-33", "reauthenticate", "other's", false, false],
  ["ACC-34", "replace", "other's", true, false],
  ["ACC-35", "disconnect", "other's", true, false],
  ["ACC-36", "restore", "other's", true, false],
  ["ACC-37", "delete", "other's", true, false],
]

/** Cells of the table that the eighteen rows do not number, and what asks for them. */
const unnumbered: Partial<Record<Action, string>> = {
  configure: "LIF-6",
  refresh: "LIF-1",
  shareWithClients: "ACC-41",
  transfer: "ACC-49",
}

export const whoseOf = (standing: Standing): Row[2] | undefined =>
  /owns$/.test(standing) ? "own" : /private$/.test(standing) ? "private" : /(shared|granted)$/.test(standing) ? "shared" : undefined

export function idsOf(action: Action, standing: Standing): string {
  const whose = whoseOf(standing)
  const numbered = eighteen.filter(
    ([, act, of]) => act === action && (of === whose || (of === "other's" && (whose === "shared" || whose === "private"))),
  )
  const more = action === "use" && whose === "private" ? "ACC-7" : unnumbered[action]
  return standing.startsWith("client")
    ? "ACC-41"
    : [...numbered.map(([id]) => id), ...(numbered.length === 0 && more ? [more] : [])].join(" ")
}
