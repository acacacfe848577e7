import type { ReactNode } from "react"

/** The frame of every page before sign-in: one column, one title, nothing to sell. */
export function Gate({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children?: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col px-4 py-10 md:py-[14vh]">
      <p className="mb-8 flex items-center gap-2 font-semibold text-md">
        {/* biome-ignore lint/performance/noImgElement: a mark of 20 px needs no optimizer */}
        <img src="/favicon.svg" alt="" width={20} height={20} />
        Patchbay
      </p>
      <h1 tabIndex={-1} className="font-semibold text-2xl [overflow-wrap:anywhere]">
        {title}
      </h1>
      {lead && <div className="mt-2 text-muted-foreground [overflow-wrap:anywhere]">{lead}</div>}
      {children && <div className="mt-6">{children}</div>}
    </main>
  )
}
