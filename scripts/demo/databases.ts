import { readFileSync } from "node:fs"
import { join } from "node:path"
import postgres from "postgres"
import { type Reader, readers } from "./readers"

const databases = ["consumer", "business", "globex"] as const
/** Written on a database when it is whole; one without it was being made when something ended the start. */
const whole = "Patchbay demo, version 1"

const sqlOf = (name: string) => readFileSync(join(import.meta.dirname, `${name}.sql`), "utf8")
const connect = (adminUrl: string, database: string) => {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return postgres(url.href, { max: 1, onnotice() {} })
}

/** Makes the demo's databases and their read-only roles, if they are not there. */
export async function makeDatabases(adminUrl: string): Promise<void> {
  const admin = connect(adminUrl, "postgres")
  try {
    for (const reader of readers) await makeRole(admin, reader)
    const made = new Set(
      (await admin`select datname from pg_database where shobj_description(oid, 'pg_database') = ${whole}`).map(({ datname }) => datname),
    )
    for (const name of databases) {
      const database = `${name}_cloud`
      if (made.has(database)) continue
      await admin.unsafe(`drop database if exists ${database} with (force)`)
      await admin.unsafe(`create database ${database}`)
    }
    await Promise.all(databases.filter((name) => !made.has(`${name}_cloud`)).map((name) => fill(adminUrl, name)))
  } finally {
    await admin.end({ timeout: 5 })
  }
}

async function makeRole(admin: postgres.Sql, { role, password }: Reader) {
  const [found] = await admin`select 1 from pg_roles where rolname = ${role}`
  if (found) return
  await admin.unsafe(`create role ${role} login nosuperuser nocreatedb nocreaterole password '${password}'`)
  await admin.unsafe(`alter role ${role} set default_transaction_read_only = on`)
}

async function fill(adminUrl: string, name: (typeof databases)[number]) {
  const database = `${name}_cloud`
  const sql = connect(adminUrl, database)
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe("set local synchronous_commit = off; set local max_parallel_workers_per_gather = 0")
      await tx.unsafe(sqlOf("tools"))
      await tx.unsafe(sqlOf(name))
      await tx.unsafe(`revoke all on database ${database} from public; revoke create on schema public from public`)
      for (const reader of readers.filter((one) => one.database === database)) {
        await tx.unsafe(`grant connect on database ${database} to ${reader.role}`)
        for (const grant of reader.grants) await tx.unsafe(`grant ${grant} to ${reader.role}`)
      }
    })
    await sql.unsafe("analyze")
    await sql.unsafe(`comment on database ${database} is '${whole}'`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** The credential is taken back at its source, as an owner of a real database would. */
export async function revoke(adminUrl: string, role: string): Promise<void> {
  const admin = connect(adminUrl, "postgres")
  try {
    await admin.unsafe(`alter role ${role} password 'changed at the source on purpose'`)
  } finally {
    await admin.end({ timeout: 5 })
  }
}
