import type { Metadata, Viewport } from "next"
import { headers } from "next/headers"
import type { ReactNode } from "react"
import { LiveRegion } from "@/components/ui/live-region"
import { RowPress } from "@/components/ui/row-press"
import { ThemeProvider } from "@/components/ui/theme-provider"
import { Tips } from "@/components/ui/tips"
import { Toaster } from "@/components/ui/toaster"
import { fonts } from "./fonts"
import "./globals.css"

export const metadata: Metadata = {
  title: { default: "Patchbay", template: "%s · Patchbay" },
  description: "Connect data sources, decide who may use them, and build audiences on them.",
  icons: { icon: "/favicon.svg" },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfcfa" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1112" },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined
  return (
    <html lang="en" className={fonts} suppressHydrationWarning>
      <body className="min-h-dvh font-sans">
        <RowPress nonce={nonce} />
        <ThemeProvider nonce={nonce}>
          {children}
          <LiveRegion />
          <Tips />
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  )
}
