"use client"

import { ErrorState } from "@/components/ui/error-state"
import { fonts } from "./fonts"
import "./globals.css"

/** Stands in for the whole document, when even the root layout could not be drawn. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" className={fonts}>
      <body className="min-h-dvh font-sans">
        <title>Patchbay could not draw this page · Patchbay</title>
        <main className="mx-auto max-w-2xl px-4 py-16">
          <ErrorState
            level={1}
            title="Patchbay could not draw this page"
            safe="Your connections and everything that was saved are safe. The fault has been recorded."
            retry={reset}
            reference={error.digest}
          />
        </main>
      </body>
    </html>
  )
}
