import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Context } from "@/lib/access/context"
import { query } from "@/lib/access/verb"
import type { UserId } from "@/lib/base/ids"
import { reversed } from "@/lib/connections/revert-access"
import { type AuditFilter, type AuditPage, type AuditRow, auditFilter } from "./model"

const most = 1_000

type Line = Omit<AuditRow, "actor" | "subject" | "revert"> & {
  actor: string
  subject: string
  actorName: string | null
  subjectName: string | null
}

/** The newest first, page by page, with the names that actors and subjects have now. `total` is exact up to 1,000. */
export const listAudit = query("audit.list", auditFilter, async (ctx, asked): Promise<AuditPage> => {
  const { after, before, size } = asked
  const where = matching(ctx, asked)
  const back = before !== undefined
  const beyond = back ? sql`a.seq > ${before}` : after ? sql`a.seq < ${after}` : sql`true`
  const found = (await ctx.db.execute(sql`
    select a.seq::int as seq, to_json(a.at)#>>'{}' as at, a.actor, a.verb, a.subject, a.detail, a.request_id as "requestId",
      u.name as "actorName", ${subjectName} as "subjectName"
    from (select * from audit a where ${where} and ${beyond} order by a.seq ${back ? sql`asc` : sql`desc`} limit ${size + 1}) a
    left join users u on u.id = a.actor
    order by a.seq ${back ? sql`asc` : sql`desc`}`)) as unknown as Line[]
  const [{ total = 0 } = {}] = (await ctx.db.execute(
    sql`select count(*)::int as total from (select from audit a where ${where} limit ${most + 1}) counted`,
  )) as unknown as { total: number }[]
  const more = found.length > size
  const page = found.slice(0, size)
  if (back) page.reverse()
  return {
    rows: page.map(rowOf),
    next: page.length > 0 && (back || more) ? (page.at(-1)?.seq ?? null) : null,
    previous: page.length > 0 && (back ? more : after !== undefined) ? (page[0]?.seq ?? null) : null,
    total: Math.min(total, most),
    more: total > most,
  }
})

/** The name that a subject has now, whatever it is. Only the few lines of the page are asked for it. */
const subjectName = sql`case left(a.subject, 4)
  when 'con_' then (select name from connections where organization_id = a.organization_id and id = a.subject)
  when 'usr_' then (select name from users where id = a.subject)
  when 'tea_' then (select name from teams where organization_id = a.organization_id and id = a.subject)
  when 'aud_' then (select name from audiences where organization_id = a.organization_id and id = a.subject)
  when 'qry_' then (select name from queries where organization_id = a.organization_id and id = a.subject)
  when 'job_' then (select name from jobs where organization_id = a.organization_id and id = a.subject)
  when 'inv_' then (select email from invitations where organization_id = a.organization_id and id = a.subject)
  when 'org_' then (select name from organizations where id = a.subject)
  end`

function matching({ organizationId }: Context, { q, actor, about, from, to }: AuditFilter): SQL {
  const like = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`
  const parts = [
    sql`a.organization_id = ${organizationId}`,
    ...(actor ? [actor === "worker" ? sql`a.actor like 'worker:%'` : sql`a.actor = ${actor}`] : []),
    ...(about ? [sql`a.verb like ${`${about}.%`}`] : []),
    ...(from ? [sql`a.at >= ${from}::date`] : []),
    ...(to ? [sql`a.at < ${to}::date + 1`] : []),
    ...(q
      ? [
          sql`(a.verb ilike ${like} or a.subject = ${q} or a.request_id = ${q} or a.detail::text ilike ${like}
            or a.actor in (select u.id from users u join memberships m on m.user_id = u.id and m.organization_id = ${organizationId} where u.name ilike ${like})
            or a.subject in (select c.id from connections c where c.organization_id = ${organizationId} and c.name ilike ${like}))`,
        ]
      : []),
  ]
  return sql.join(parts, sql` and `)
}

const rowOf = ({ actor, subject, actorName, subjectName: name, ...line }: Line): AuditRow => ({
  ...line,
  actor: actor.startsWith("worker:") ? { id: null, name: "The worker" } : { id: actor as UserId, name: actorName ?? "Somebody who left" },
  subject: { id: subject, name },
  revert: reversed(line.verb, subject, line.detail),
})
