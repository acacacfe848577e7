import type { Release } from "@/lib/overview/model"

export function Changelog({ releases }: { releases: readonly Release[] }) {
  return (
    <div className="max-w-[80ch] space-y-7">
      {releases.map(({ version, date, parts }) => (
        <section key={version} aria-labelledby={`release-${version}`}>
          <h2 id={`release-${version}`} className="font-semibold text-md">
            {version}
            {date && <span className="ml-2 font-normal text-muted-foreground">{date}</span>}
          </h2>
          {parts.map(({ title, items }) => (
            <div key={title} className="mt-2">
              <h3 className="font-medium text-muted-foreground">{title}</h3>
              <ul className="mt-1 list-disc space-y-1 pl-5">
                {items.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}
