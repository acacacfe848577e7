import { Section } from "@/components/ui/card"
import type { Cause } from "@/lib/connectors/connector"

const titles: Record<Cause["reason"], string> = {
  credentials: "Authentication failed",
  permission: "A permission is missing",
  missing: "Something is not there",
  unreachable: "The source could not be reached",
  tls: "No encrypted connection",
  timeout: "No answer in time",
  file: "The file cannot be read",
  unsupported: "The source does not do this",
  cancelled: "Cancelled",
}

/** What this platform can say when it refuses, by kind, with why and what to do. */
export function ErrorCauses({ causes }: { causes: readonly Cause[] }) {
  const kinds = (Object.keys(titles) as Cause["reason"][]).filter((kind) => causes.some(({ reason }) => reason === kind))
  return (
    <Section
      id="errors"
      title="What each error means"
      description="The checks of a connection say these sentences. Find yours, and what helps."
      className="scroll-mt-6"
    >
      <div className="max-w-[80ch] divide-y divide-border rounded-lg border border-border bg-card">
        {kinds.map((kind) => (
          <section key={kind} id={`error-${kind}`} aria-labelledby={`error-${kind}-title`} className="scroll-mt-16 px-4 py-3.5">
            <h3 id={`error-${kind}-title`} className="font-semibold">
              {titles[kind]}
            </h3>
            <dl className="mt-1.5 grid gap-3">
              {causes
                .filter(({ reason }) => reason === kind)
                .map(({ says, why, remedy }) => (
                  <div key={says}>
                    <dt className="font-medium">
                      “{/^\p{Ll}/u.test(says) && "… "}
                      {says}”
                    </dt>
                    <dd className="text-muted-foreground">{why}</dd>
                    <dd>{remedy}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Section>
  )
}
