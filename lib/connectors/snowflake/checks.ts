import type { Check, CheckResult } from "../connector"
import { SourceError } from "../connector"
import { knock } from "../meter"
import { quoteName } from "../quote"
import { mostListed, plural, steps } from "../steps"
import { excessOf } from "./grants"
import type { Link, SnowflakeSource } from "./link"
import { nameIn } from "./names"
import { checkDatabase, checkSchemas, checkTables, sizeOf } from "./places"
import { hidden, type Known } from "./session"
import { showWarehouse } from "./show"

/** From the outside in. Only the very last step of a count needs the warehouse, so that no check starts it. */
export function checks(link: Link, source: SnowflakeSource, known: Known): Check[] {
  return steps([
    { key: "connect", title: "Reach the account", gate: true, run: () => reach(link, source) },
    { key: "tls", title: "Encrypt the connection", gate: true, run: () => checkTls(link) },
    { key: "authenticate", title: "Sign in", gate: true, run: () => signIn(link) },
    { key: "role", title: "Take on the role", gate: true, run: () => checkRole(link, source, known) },
    { key: "warehouse", title: "Find the warehouse", run: () => checkWarehouse(link, known) },
    { key: "database", title: "Open the database", gate: true, run: () => checkDatabase(link, known) },
    { key: "schemas", title: "Open the schemas", run: () => checkSchemas(link, known) },
    { key: "tables", title: "Read the tables", run: () => checkTables(link, known) },
    { key: "introspect", title: "Read the schema", run: () => sizeOf(link, known) },
    { key: "excess", title: "Look for rights that are not needed", run: () => checkExcess(known) },
  ])
}

async function reach({ base }: Link, { dial, signal }: SnowflakeSource): Promise<CheckResult> {
  const port = Number(base.port || (base.protocol === "http:" ? 80 : 443))
  await knock(dial, base.hostname.replace(/^\[|\]$/g, ""), port, signal)
  return { outcome: "passed", message: `${base.hostname} answers on port ${port}.` }
}

const asWhoever = (link: Link) => link.cells("SELECT CURRENT_USER()", { place: "bare" })

async function checkTls(link: Link): Promise<CheckResult> {
  if (link.base.protocol === "http:")
    return { outcome: "warning", message: "Not encrypted: the operator has set an address of its own for Snowflake that does without." }
  await asWhoever(link).catch((error) => {
    if (!(error instanceof SourceError) || error.reason === "tls") throw error
  })
  return { outcome: "passed", message: "Encrypted, and the certificate is that of Snowflake's host." }
}

async function signIn(link: Link): Promise<CheckResult> {
  await asWhoever(link)
  return { outcome: "passed", message: "Snowflake accepts these credentials." }
}

async function checkRole(link: Link, { settings, keys }: SnowflakeSource, { who }: Known): Promise<CheckResult> {
  const role = settings.role && nameIn(settings.role)
  try {
    const { role: taken } = await who()
    return { outcome: "passed", message: role ? `The role ${taken} can be used.` : `The default role ${taken} is used.` }
  } catch (error) {
    if (!role || !(error instanceof SourceError) || error.reason !== "permission") throw error
    const [[user = ""] = []] = await asWhoever(link)
    const name = user || (keys.method === "keyPair" ? keys.user.toUpperCase() : "")
    return hidden(error.message, {
      permission: "Role",
      object: `role ${role}`,
      neededFor: "everything else",
      remedy: `GRANT ROLE ${quoteName("snowflake", role)} TO USER ${name ? quoteName("snowflake", name) : "{user}"};`,
    })
  }
}

async function checkWarehouse(link: Link, { rights, quotedRole }: Known): Promise<CheckResult> {
  const { warehouse } = link.names
  const quoted = quoteName("snowflake", warehouse)
  const grant = { permission: "USAGE", object: `warehouse ${warehouse}`, neededFor: "counting" }
  const remedy = `GRANT USAGE ON WAREHOUSE ${quoted} TO ROLE ${await quotedRole()};`
  const row = await showWarehouse(link)
  if (!row)
    return hidden(
      `There is no warehouse ${warehouse}, or the role has no right on it: Snowflake does not say which. Check the name, capitals included, and give the missing permission.`,
      { ...grant, remedy },
    )
  const held = (await rights()).holds("USAGE", "WAREHOUSE", [warehouse])
  if (held === false)
    return {
      outcome: "failed",
      reason: "permission",
      message: `The warehouse ${warehouse} can be seen and not used: USAGE is missing, so nothing can be counted.`,
      grants: [{ ...grant, required: true, held, remedy }],
    }
  const grants = [{ ...grant, required: true, held, ...(held === true ? {} : { remedy }) }]
  if (row.state === "SUSPENDED" && row.auto_resume === "false")
    return {
      outcome: "warning",
      message: `The warehouse ${warehouse} is suspended and does not start by itself, so counts will fail. Run: ALTER WAREHOUSE ${quoted} SET AUTO_RESUME = TRUE;`,
      grants,
    }
  const now = row.state === "SUSPENDED" ? "It is suspended now and starts with the first count." : "It was not started for this check."
  return { outcome: "passed", message: `The warehouse ${warehouse} can be used. ${now}`, grants }
}

async function checkExcess({ who, rights }: Known): Promise<CheckResult> {
  const excess = excessOf(await rights(), await who())
  if (excess.length === 0)
    return (await rights()).whole
      ? { outcome: "passed", message: "This role may read and nothing else." }
      : {
          outcome: "warning",
          message: "No right beyond reading was found, but not all grants of this role and of those within it could be read.",
        }
  const more = excess.length > mostListed ? ` Only the first ${mostListed} are listed.` : ""
  return {
    outcome: "warning",
    message: `This role may do more than read: ${plural(excess.length, "right")} that Patchbay does not need. Nothing was written; a role of its own that may only read is safer.${more}`,
    excess: excess.slice(0, mostListed),
  }
}
