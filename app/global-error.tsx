"use client"

import { fonts } from "./fonts"
import "./globals.css"

/** Stands in for the whole document, when even the root layout could not be drawn. Every page carries it, so it leans on nothing. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" className={fonts}>
      <body className="min-h-dvh font-sans">
        <title>Patchbay could not draw this page · Patchbay</title>
        <main className="mx-auto max-w-2xl px-4 py-16">
          <div role="alert" className="rounded-lg border border-border bg-card px-5 py-6">
            <h1 tabIndex={-1} className="font-semibold text-md">
              Patchbay could not draw this page
            </h1>
            <p className="mt-1 max-w-[60ch] text-muted-foreground">
              Your connections and everything that was saved are safe. The fault has been recorded.
            </p>
            <button type="button" onClick={reset} className="button button-secondary button-default mt-4">
              Try again
            </button>
            {error.digest && (
              <p className="mt-4 text-muted-foreground text-xs">
                Reference <code className="select-all font-mono">{error.digest}</code>
              </p>
            )}
          </div>
        </main>
      </body>
    </html>
  )
}
