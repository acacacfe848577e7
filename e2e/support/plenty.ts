import postgres from "postgres"
import { accounts } from "./fixtures"
import { ownDatabase } from "./installation"

/** An organization of its own for the tests of size, so that no other test sees its rows. Its owner's password is that of the demo. */
export async function foundOrganization(
  slug: string,
): Promise<{ email: string; add(count: number, platform: string): Promise<void>; end(): Promise<void> }> {
  const sql = postgres(ownDatabase("patchbay_owner"), { max: 1, onnotice() {} })
  const [id, userId] = [`org_${slug}`, `usr_${slug}`]
  const email = `owner@${slug}.test`
  const inside = <T>(work: (tx: postgres.TransactionSql) => Promise<T>) =>
    sql.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${id}, true), set_config('app.user_id', ${userId}, true)`
      return work(tx)
    })
  await inside(async (tx) => {
    await tx`insert into organizations (id, slug, name) values (${id}, ${slug}, 'Plenty')`
    await tx`insert into users (id, name, email, password_hash) select ${userId}, 'Paula Plenty', ${email}, password_hash from users where email = ${accounts.owner}`
    await tx`insert into memberships (organization_id, id, user_id, role, seat) values (${id}, ${`mem_${slug}`}, ${userId}, 'owner', true)`
  })
  /** Connections as life leaves them behind: of every status, shared with all, checked just now. */
  const add = (count: number, platform: string) =>
    inside(async (tx) => {
      await tx`
        insert into connections (organization_id, id, platform, method, name, settings, destination, locator, owner_id, status, status_reason, checked_at, schema_refreshed_at)
        select ${id}, 'con_' || md5(${id + platform} || n), ${platform}, 'password', ${platform} || ' number ' || to_char(n, 'FM0000'), '{}', 'nowhere',
          'host-' || n || '.example/data', ${userId}, (array['Active', 'Active', 'Inactive'])[1 + n % 3], case when n % 3 = 2 then 'disabled' end, now(), now()
        from generate_series(1, ${count}::int) n`
      await tx`
        insert into grants (organization_id, id, connection_id, principal, created_by)
        select ${id}, 'gra_' || md5(${id + platform} || n), 'con_' || md5(${id + platform} || n), 'all teams', ${userId} from generate_series(1, ${count}::int) n`
    }).then(() => {})
  return { email, add, end: () => sql.end({ timeout: 5 }) }
}
