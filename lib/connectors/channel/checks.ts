import "server-only"
import type { Check, CheckResult, Permission } from "../connector"
import { mostListed, plural, steps } from "../steps"
import type { Tool } from "./problem"

type Grant = NonNullable<CheckResult["grants"]>[number]
type Asks = {
  tool: Tool
  reach(): Promise<unknown>
  /** The cheapest question that only a good secret is answered. Throws when it is refused. */
  identify(): Promise<unknown>
  permissions: readonly Permission[]
  /** What the tool says of one of them; "unknown" where it tells nobody. */
  held(permission: string): Promise<boolean | "unknown">
  /** Where a person adds it. */
  remedy(permission: string): string
  /** All that the secret may do besides, where the tool tells. */
  others?(): Promise<readonly string[]>
}

/** From the outside in: is the tool there, does it know the secret, and may the secret do what is needed. */
export function channelChecks({ tool, reach, identify, permissions, held, remedy, others }: Asks): Check[] {
  const { name, secret } = tool
  return steps([
    {
      key: "connect",
      title: `Reach ${name}`,
      gate: true,
      async run() {
        await reach()
        return { outcome: "passed", message: `${name} answers.` }
      },
    },
    {
      key: "authenticate",
      title: "Sign in",
      gate: true,
      async run() {
        await identify()
        return { outcome: "passed", message: `${name} accepted the ${secret}.` }
      },
    },
    {
      key: "scopes",
      title: `Look at what the ${secret} may do`,
      async run() {
        const grants: Grant[] = []
        for (const permission of permissions) grants.push(await asGrant(permission))
        return judged(grants, tool)
      },
    },
    ...(others ? [{ key: "excess", title: "Look for rights that are not needed", run: async () => tooMuch(await others(), tool) }] : []),
  ])

  async function asGrant({ name: permission, neededFor, required }: Permission): Promise<Grant> {
    const has = await held(permission)
    return { permission, object: name, neededFor, required, held: has, ...(has === true ? {} : { remedy: remedy(permission) }) }
  }
}

function judged(grants: Grant[], { name, secret }: Tool): CheckResult {
  const lacking = (required: boolean) => grants.filter((grant) => grant.required === required && grant.held === false)
  const [needed, wished] = [lacking(true), lacking(false)]
  if (needed.length > 0) return { outcome: "failed", reason: "permission", message: missing(needed), grants }
  if (wished.length > 0) return { outcome: "warning", message: missing(wished), grants }
  if (grants.some(({ held }) => held === "unknown"))
    return {
      outcome: "passed",
      message: `${name} does not tell all that this ${secret} may do. What it refuses is named when it is used.`,
      grants,
    }
  return { outcome: "passed", message: `The ${secret} may do all that is needed.`, grants }
}

const listed = new Intl.ListFormat("en-GB")
const missing = (grants: Grant[]) =>
  `${listed.format(grants.map(({ permission }) => permission))} ${grants.length === 1 ? "is" : "are"} missing: needed for ${listed.format(new Set(grants.map(({ neededFor }) => neededFor)))}.`

function tooMuch(said: readonly string[], { name, secret }: Tool): CheckResult {
  // They come from outside: what does not look like the name of a right is not repeated.
  const rights = said.filter((right) => /^[\w.:*/-]{1,120}$/.test(right))
  if (rights.length === 0) return { outcome: "passed", message: `The ${secret} may do nothing that is not needed.` }
  return {
    outcome: "warning",
    message: `The ${secret} may do ${plural(rights.length, "thing")} that Patchbay never does. Make one with the scopes above alone.`,
    excess: rights.slice(0, mostListed).map((right) => ({ right, object: name })),
  }
}
