import Link from "next/link"
import { Section } from "@/components/ui/card"
import { paths } from "@/lib/base/paths"
import type { CatalogView } from "@/lib/catalog/model"
import type { RequestAction } from "./request-button"
import { RequestForm } from "./request-form"

type PlatformMissingProps = {
  slug: string
  q: string
  category?: string
  /** Nothing matches the search: this is then all that the page shows. */
  nothing: boolean
  nearest: CatalogView["nearest"]
  /** What members ask for; told to owners and admins. */
  wanted: CatalogView["wanted"]
  /** A mail or web address of the people who run Patchbay. */
  contact?: string
  request: RequestAction
}

const link = "text-primary underline underline-offset-2"

/** Why a platform may be absent, and how to ask for it. */
export function PlatformMissing({ slug, q, category, nothing, nearest, wanted, contact, request }: PlatformMissingProps) {
  return (
    <div className={nothing ? "rounded-lg border border-border bg-card px-5 py-6" : "mt-10 border-border border-t pt-5"}>
      <Section title={nothing ? titleOf(q, category) : "Platform not available"}>
        <div className="grid max-w-[72ch] gap-3 text-muted-foreground">
          {nothing && (
            <p className="text-foreground">
              {nearest && (
                <>
                  Did you mean{" "}
                  <Link href={paths.platform(slug, nearest.id)} className={link}>
                    {nearest.name}
                  </Link>
                  ?{" "}
                </>
              )}
              <Link href={paths.catalog(slug)} className={link}>
                Clear filters
              </Link>
            </p>
          )}
          <p>A platform may be absent for one of three reasons:</p>
          <ol className="list-decimal space-y-1 pl-5">
            <li>
              <strong className="font-semibold text-foreground">Not supported.</strong> There is no connector for it.
            </li>
            <li>
              <strong className="font-semibold text-foreground">Limited or beta.</strong> Its connector is being tried out with a few
              organizations.
            </li>
            <li>
              <strong className="font-semibold text-foreground">Not granted to your workspace.</strong> It exists and is not part of what
              your organization has.
            </li>
          </ol>
          <p>
            Ask for it here; owners and admins see what is asked for.{" "}
            {contact ? (
              <>
                For the second and third reason write to your Customer Success Manager:{" "}
                <a href={contact.includes("://") ? contact : `mailto:${contact}`} className={link}>
                  {contact}
                </a>
                .
              </>
            ) : (
              "For the second and third reason, contact your Customer Success Manager, or whoever runs Patchbay for you."
            )}
          </p>
          <RequestForm key={q} initial={nothing ? q : ""} request={request} />
          {wanted.length > 0 && (
            <p>
              Asked for by your members:{" "}
              {wanted.map(({ platform, people }, index) => (
                <span key={platform}>
                  {index > 0 && ", "}
                  <bdi className="text-foreground">{platform}</bdi> ({people})
                </span>
              ))}
            </p>
          )}
        </div>
      </Section>
    </div>
  )
}

function titleOf(q: string, category?: string) {
  if (!q) return `No platform in ${category ?? "the catalog"}`
  return category ? `No platform in ${category} matches “${q}”` : `No platform matches “${q}”`
}
