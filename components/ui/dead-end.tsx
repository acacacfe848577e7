import type { ReactNode } from "react"
import { buttonClasses } from "./button"

type DeadEndProps = { title: string; what: string; children: ReactNode }

/** A page outside every organization that leads back to the start. Every page carries it, so it leans on nothing; its link is a plain one. */
export function DeadEnd({ title, what, children }: DeadEndProps) {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <h1 tabIndex={-1} className="pb-5 font-semibold text-xl [overflow-wrap:anywhere]">
        {title}
      </h1>
      <div className="rounded-lg border border-border bg-card px-5 py-6">
        <h2 className="font-semibold text-md">{what}</h2>
        <p className="mt-1 max-w-[60ch] text-muted-foreground">{children}</p>
        <a href="/" className={`mt-4 ${buttonClasses({})}`}>
          Go to Home
        </a>
      </div>
    </main>
  )
}
