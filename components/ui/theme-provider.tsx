"use client"

import { ThemeProvider as NextThemes, useTheme } from "next-themes"
import { type ReactNode, useEffect } from "react"

export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <NextThemes attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      <ThemeColor />
      {children}
    </NextThemes>
  )
}

/** The browser's own bars follow the chosen theme, not only the system's. */
function ThemeColor() {
  const { resolvedTheme } = useTheme()
  useEffect(() => {
    if (!resolvedTheme) return
    const color = resolvedTheme === "dark" ? "#0f1112" : "#fcfcfa"
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = color
  }, [resolvedTheme])
  return null
}
