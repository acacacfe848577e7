"use client"

import { createContext, use } from "react"

export const PortalContext = createContext<HTMLElement | null>(null)

/** Where floating things are put: in the window they belong to, else in the page's main part, so that they stand in a landmark. */
export function usePortal(): HTMLElement | undefined {
  const own = use(PortalContext)
  if (own) return own
  return typeof document === "undefined" ? undefined : (document.querySelector("main") ?? undefined)
}
