import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto"
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import postgres from "postgres"

export type RoleName = "patchbay_owner" | "patchbay_web" | "patchbay_worker"
export type Passwords = Record<RoleName, string>

const roles: RoleName[] = ["patchbay_owner", "patchbay_web", "patchbay_worker"]

export function keepPasswords(home: string): Passwords {
  const path = join(home, "database.json")
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"))
  const secret = () => randomBytes(24).toString("base64url")
  const passwords: Passwords = { patchbay_owner: secret(), patchbay_web: secret(), patchbay_worker: secret() }
  writeFileSync(`${path}.new`, JSON.stringify(passwords), { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
  return passwords
}

/** Makes the three roles, none of which may do more than log in, and sets a password only where the kept one does not open. */
export async function createRoles(admin: postgres.Sql, passwords: Passwords, urlAs: (role: RoleName, password: string) => string) {
  for (const role of roles) {
    const [found] =
      await admin`select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as mighty from pg_roles where rolname = ${role}`
    if (found?.mighty)
      throw new Error(`The database role ${role} is a superuser or may bypass row-level security. Patchbay does not run with it.`)
    if (!found) await admin.unsafe(`create role ${role} nosuperuser nocreatedb nocreaterole noreplication nobypassrls`)
    if (!found || !(await opens(urlAs(role, passwords[role])))) {
      await admin.unsafe(`alter role ${role} login password '${scramVerifier(passwords[role])}'`)
    }
  }
  const [me] =
    await admin`select rolsuper as super, current_setting('server_version_num')::int as version from pg_roles where rolname = current_user`
  // Before 16 a membership always meant both, and there were no words for it.
  if (!me?.super) await admin.unsafe(`grant patchbay_owner to current_user ${me?.version >= 160_000 ? "with inherit true, set true" : ""}`)
  await admin.unsafe("alter role patchbay_web set statement_timeout = '30s'")
  for (const role of ["patchbay_web", "patchbay_worker"])
    await admin.unsafe(`alter role ${role} set idle_in_transaction_session_timeout = '60s'`)
}

// A refused password and a database that does not exist yet are told apart: the second one proves the password.
async function opens(url: string) {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice() {} })
  try {
    await sql`select 1`
    return true
  } catch (error) {
    return ["3D000", "42501"].includes((error as { code?: string }).code ?? "")
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** The form in which PostgreSQL keeps a password, so that the password itself never stands in a server's log. */
function scramVerifier(password: string) {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, 4096, 32, "sha256")
  const sign = (text: string) => createHmac("sha256", salted).update(text).digest()
  const storedKey = createHash("sha256").update(sign("Client Key")).digest("base64")
  return `SCRAM-SHA-256$4096:${salt.toString("base64")}$${storedKey}:${sign("Server Key").toString("base64")}`
}
