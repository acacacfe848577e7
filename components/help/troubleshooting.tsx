import { troubles } from "./troubles"

export function Troubleshooting() {
  return (
    <div className="max-w-[80ch] divide-y divide-border rounded-lg border border-border bg-card">
      {troubles.map(({ id, title, causes, remedy }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`} className="scroll-mt-16 px-4 py-3.5 target:bg-selected">
          <h3 id={`${id}-title`} className="font-semibold">
            {title}
          </h3>
          <ol className="mt-1.5 list-decimal space-y-1 pl-5 text-muted-foreground">
            {causes.map((cause) => (
              <li key={cause}>{cause}</li>
            ))}
          </ol>
          <p className="mt-1.5">{remedy}</p>
        </section>
      ))}
    </div>
  )
}
