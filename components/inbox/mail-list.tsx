import { EmptyState } from "@/components/ui/empty-state"
import { Pagination } from "@/components/ui/pagination"
import { RelativeTime } from "@/components/ui/relative-time"
import { paths } from "@/lib/base/paths"
import type { Newest } from "@/lib/dependents/model"
import type { MailRow } from "@/lib/inbox/model"

/** What would have been sent, letter by letter, as it would have arrived. */
export function MailList({ slug, page: { rows, total, more, next, previous } }: { slug: string; page: Newest<MailRow> }) {
  if (rows.length === 0)
    return (
      <EmptyState title="No mail yet">
        Whatever reaches somebody's inbox would also be mailed to them. It is listed here once it happens.
      </EmptyState>
    )
  const many = `${more ? "1,000+" : total.toLocaleString("en-US")} ${total === 1 ? "mail" : "mails"}`
  return (
    <>
      <ul className="grid gap-3">
        {rows.map(({ id, to, subject, text, createdAt }) => (
          <li key={id}>
            <article aria-labelledby={id} className="rounded-lg border border-border bg-card">
              <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-border border-b px-4 py-2.5">
                <div className="min-w-0 [overflow-wrap:anywhere]">
                  <h2 id={id} className="font-semibold">
                    {subject}
                  </h2>
                  <p className="text-muted-foreground">
                    To <bdi>{to.name}</bdi>, <bdi>{to.email}</bdi>
                  </p>
                </div>
                <p className="text-muted-foreground text-xs">
                  <RelativeTime at={createdAt} />
                </p>
              </header>
              <pre className="whitespace-pre-wrap px-4 py-3 font-mono text-xs [overflow-wrap:anywhere]">{text}</pre>
            </article>
          </li>
        ))}
      </ul>
      {(next || previous) && (
        <Pagination
          range={`${rows.length} of ${many}`}
          previousHref={previous ? paths.inboxMail(slug, { before: previous }) : undefined}
          nextHref={next ? paths.inboxMail(slug, { after: next }) : undefined}
        />
      )}
    </>
  )
}
