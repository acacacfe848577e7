import type { Scope } from "@/lib/connectors/consent/words"

/** What the platform will ask, so that nobody is surprised there. */
export function ConsentScopes({ name, scopes }: { name: string; scopes: readonly Scope[] }) {
  return (
    <section aria-labelledby="consent-scopes" className="min-w-0 rounded-lg border border-border bg-card px-4 py-3">
      <h3 id="consent-scopes" className="font-medium">
        {name} will ask you to allow
      </h3>
      <ul className="mt-2 grid gap-1.5">
        {scopes.map(({ name: scope, neededFor, required }) => (
          <li key={scope} className="min-w-0">
            <code className="break-all font-mono text-xs">{scope}</code>
            <span className="text-muted-foreground">
              {" "}
              for {neededFor}
              {required ? "" : ", if you like"}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
