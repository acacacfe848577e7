import { type CheckResult, SourceError } from "../connector"
import { quoteName } from "../quote"
import { once } from "../steps"
import { type Rights, readRights } from "./grants"
import type { Link, SnowflakeSource } from "./link"
import { nameIn } from "./names"
import { showDatabase, showSchemas } from "./show"

/** What all questions share, each asked once: who we are, what we may, and where we look. */
export function session(link: Link, { settings }: SnowflakeSource) {
  const wanted = settings.schemas.map(nameIn)
  const who = once(async () => {
    const [cells = []] = await link.cells("SELECT CURRENT_USER(), CURRENT_ROLE(), CURRENT_SECONDARY_ROLES(), CURRENT_ACCOUNT()")
    const [user, role, secondary, account] = cells
    if (!role)
      throw new SourceError(
        "permission",
        "This user has no default role, so nothing can be read. Enter a role under Additional settings, or set DEFAULT_ROLE on the user.",
        "no-role",
      )
    return { user: user ?? "", role, secondary: rolesIn(secondary ?? null), account: account ?? "" }
  })
  const rights = once(async (): Promise<Rights> => {
    const { role, secondary } = await who()
    return readRights(link, [role, ...secondary])
  })
  const database = once(() => showDatabase(link))
  const visible = once(() => showSchemas(link))
  return {
    who,
    rights,
    database,
    visible,
    wanted,
    /** A database that another account shares: its rights are given as a whole. */
    shared: async () => Boolean((await database())?.origin),
    schemas: async () => {
      const seen = await visible()
      return wanted.length > 0 ? seen.filter((name) => wanted.includes(name)) : seen
    },
    quotedRole: async () => quoteName("snowflake", (await who()).role),
  }
}
export type Known = ReturnType<typeof session>

/** `{"roles":"A,B","value":"ALL"}`: the roles whose rights count beside the chosen one. */
function rolesIn(json: string | null): string[] {
  try {
    const { roles = "" } = JSON.parse(json ?? "{}") as { roles?: string }
    return roles.split(",").filter(Boolean)
  } catch {
    return []
  }
}

type Grant = NonNullable<CheckResult["grants"]>[number]

/** Something that is not shown: it is not there, or we may not see it, and Snowflake does not say which. */
export const hidden = (message: string, grant: Omit<Grant, "held" | "required">): CheckResult => ({
  outcome: "failed",
  reason: "permission",
  message,
  grants: [{ ...grant, required: true, held: "unknown" }],
})
