import type { CheckResult } from "../connector"
import { quoteName, quotePath } from "../quote"
import { mostListed, plural } from "../steps"
import type { Statements } from "./statements"

type Excess = NonNullable<CheckResult["excess"]>
const name = (text: string) => quoteName("postgres", text)

const attributes = {
  rolsuper: ["SUPERUSER", "may do everything"],
  rolbypassrls: ["BYPASSRLS", "ignores row-level security"],
  rolcreaterole: ["CREATEROLE", "may make users"],
  rolcreatedb: ["CREATEDB", "may make databases"],
  rolreplication: ["REPLICATION", "may copy the whole server"],
} as const

const ordinary = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`
const writes = ["INSERT", "UPDATE", "DELETE", "TRUNCATE"] as const
const held = (verb: string) => `pg_catalog.has_table_privilege(c.oid, '${verb}')`

/** What the user could do and should not be able to. Found by asking the catalog; nothing is tried. */
export async function checkExcess(sql: Statements, { user }: { user: string }): Promise<CheckResult> {
  const [role] = await sql.rows<Record<keyof typeof attributes, boolean>>(
    `select ${Object.keys(attributes).join(", ")} from pg_roles where rolname = current_user`,
  )
  const excess: Excess = Object.entries(attributes)
    .filter(([key]) => role?.[key as keyof typeof attributes])
    .map(([, [right, means]]) => ({ right, object: `user ${user} (${means})`, remedy: `ALTER ROLE ${name(user)} NO${right};` }))
  // A superuser holds every right there is: listing them says nothing more.
  const more = role?.rolsuper ? 0 : await listRights(sql, user, excess)
  const hidden = await hiddenRows(sql)
  const notes = [
    excess.length > 0
      ? `This user may do more than read: ${plural(excess.length + more, "right")} that Patchbay does not need. Nothing was written; a read-only user is safer.`
      : "",
    more > 0 ? `Only the first ${mostListed} tables are listed; there are ${more.toLocaleString("en-US")} more.` : "",
    hidden > 0
      ? `${plural(hidden, "table has", "tables have")} row-level security for this user: counts cover only the rows that it may see.`
      : "",
  ].filter(Boolean)
  if (notes.length === 0) return { outcome: "passed", message: "This user may read and nothing else." }
  return { outcome: "warning", message: notes.join(" "), ...(excess.length > 0 ? { excess } : {}) }
}

async function listRights(sql: Statements, user: string, excess: Excess): Promise<number> {
  const schemas = await sql.rows<{ name: string; everyone: boolean; direct: boolean }>(
    `select n.nspname as name,
            exists (select from aclexplode(n.nspacl) g where g.grantee = 0 and g.privilege_type = 'CREATE') as everyone,
            exists (select from aclexplode(n.nspacl) g where g.grantee = (select oid from pg_roles where rolname = current_user) and g.privilege_type = 'CREATE') as direct
     from pg_namespace n where ${ordinary} and pg_catalog.has_schema_privilege(n.oid, 'CREATE') order by 1 limit ${mostListed}`,
  )
  for (const schema of schemas)
    excess.push({
      right: "CREATE",
      object: `schema ${schema.name}`,
      ...(schema.everyone || schema.direct
        ? { remedy: `REVOKE CREATE ON SCHEMA ${name(schema.name)} FROM ${schema.everyone ? "PUBLIC" : name(user)};` }
        : {}),
    })
  const any = `c.relkind in ('r', 'v', 'm', 'p', 'f') and ${ordinary} and pg_catalog.has_table_privilege(c.oid, '${writes.join(",")}')`
  const tables = await sql.rows<{ schema: string; name: string; rights: string; owner: boolean; direct: boolean; total: number }>(
    `select n.nspname as schema, c.relname as name, pg_catalog.pg_has_role(c.relowner, 'USAGE') as owner, (count(*) over ())::int as total,
            concat_ws(', ', ${writes.map((verb) => `case when ${held(verb)} then '${verb}' end`).join(", ")}) as rights,
            exists (select from aclexplode(c.relacl) g where g.grantee = (select oid from pg_roles where rolname = current_user) and g.privilege_type in (${writes.map((verb) => `'${verb}'`).join(", ")})) as direct
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${any} order by 1, 2 limit ${mostListed}`,
  )
  for (const table of tables) {
    const remedy =
      table.direct && !table.owner
        ? { remedy: `REVOKE ${table.rights} ON TABLE ${quotePath("postgres", table.schema, table.name)} FROM ${name(user)};` }
        : {}
    excess.push({ right: table.owner ? "ownership" : table.rights, object: `table ${table.schema}.${table.name}`, ...remedy })
  }
  return Math.max(0, (tables[0]?.total ?? 0) - tables.length)
}

async function hiddenRows(sql: Statements): Promise<number> {
  const [row] = await sql.rows<{ count: number }>(
    `select count(*)::int as count from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relrowsecurity and ${ordinary} and pg_catalog.row_security_active(c.oid)`,
  )
  return row?.count ?? 0
}
