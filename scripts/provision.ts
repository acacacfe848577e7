import { existsSync } from "node:fs"
import { join } from "node:path"
import { drizzle } from "drizzle-orm/postgres-js"
import { migrate } from "drizzle-orm/postgres-js/migrator"
import postgres from "postgres"
import { installQueues } from "./queues"
import { createRoles, keepPasswords, type RoleName } from "./roles"

export type DatabaseUrls = { ownerUrl: string; webUrl: string; workerUrl: string }

type Options = { adminUrl: string; database: string; home: string; migrationsFolder?: string }

const allMigrations = join(import.meta.dirname, "..", "drizzle")
/** Any constant will do; two starts must merely agree on it. */
const oneAtATime = 7_282_4224

/** Brings database, roles, tables, queue and grants to this version. Running it again changes nothing. */
export async function provision({ adminUrl, database, home, migrationsFolder = allMigrations }: Options): Promise<DatabaseUrls> {
  const admin = await connectAsAdmin(adminUrl)
  const session = await admin.reserve()
  try {
    await session`select pg_advisory_lock(${oneAtATime})`
    const passwords = keepPasswords(home)
    const urlAs = (role: RoleName, password: string) => urlFor(adminUrl, database, role, password)
    await createRoles(admin, passwords, urlAs)
    await createDatabase(admin, database)
    await fenceDatabase(urlFor(adminUrl, database), database)
    const ownerUrl = urlAs("patchbay_owner", passwords.patchbay_owner)
    await migrateTables(ownerUrl, migrationsFolder)
    await installQueues(ownerUrl)
    return {
      ownerUrl,
      webUrl: urlAs("patchbay_web", passwords.patchbay_web),
      workerUrl: urlAs("patchbay_worker", passwords.patchbay_worker),
    }
  } finally {
    session.release()
    await admin.end({ timeout: 5 })
  }
}

// The administrator's URL may already name the database that is to be made.
async function connectAsAdmin(adminUrl: string) {
  const first = connect(adminUrl)
  try {
    await first`select 1`
    return first
  } catch (error) {
    await first.end({ timeout: 1 })
    if ((error as { code?: string }).code !== "3D000") throw error
    return connect(urlFor(adminUrl, "postgres"))
  }
}

const connect = (url: string) => postgres(url, { max: 2, connect_timeout: 15, onnotice() {} })

function urlFor(adminUrl: string, database: string, role?: string, password?: string) {
  const url = new URL(adminUrl)
  url.pathname = `/${encodeURIComponent(database)}`
  if (role !== undefined) url.username = role
  if (password !== undefined) url.password = password
  return url.href
}

async function createDatabase(admin: postgres.Sql, database: string) {
  const [found] = await admin`select 1 from pg_database where datname = ${database}`
  if (!found) await admin`create database ${admin(database)} owner patchbay_owner`
}

/** Nobody but the three roles may enter, and only the owner may make things. */
async function fenceDatabase(url: string, database: string) {
  const sql = connect(url)
  try {
    const name = sql(database)
    const [owned] = await sql`select pg_get_userbyid(datdba) = 'patchbay_owner' as ours from pg_database where datname = ${database}`
    if (!owned?.ours) await sql`alter database ${name} owner to patchbay_owner`
    await sql.unsafe("alter schema public owner to patchbay_owner")
    await sql`revoke all on database ${name} from public`
    await sql`grant connect on database ${name} to patchbay_owner, patchbay_web, patchbay_worker`
    await sql.unsafe("revoke all on schema public from public")
    await sql.unsafe("grant usage on schema public to patchbay_web, patchbay_worker")
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function migrateTables(ownerUrl: string, migrationsFolder: string) {
  if (!existsSync(join(migrationsFolder, "meta", "_journal.json"))) return
  const sql = postgres(ownerUrl, { max: 1, onnotice() {}, connection: { lock_timeout: 10_000 } })
  try {
    await migrate(drizzle(sql), { migrationsFolder })
    // Readiness asks which migration was the last.
    await sql.unsafe("grant usage on schema drizzle to patchbay_web, patchbay_worker")
    await sql.unsafe("grant select on all tables in schema drizzle to patchbay_web, patchbay_worker")
  } finally {
    await sql.end({ timeout: 5 })
  }
}
