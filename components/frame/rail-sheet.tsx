"use client"

import type { ReactNode } from "react"
import { Sheet, SheetContent } from "@/components/ui/sheet"

export function RailSheet({ open, onClose, children }: { open: boolean; onClose: () => void; children: ReactNode }) {
  return (
    <Sheet open={open} onOpenChange={(next) => next || onClose()}>
      <SheetContent title="Navigation" titleHidden side="left" className="w-72 bg-muted">
        {children}
      </SheetContent>
    </Sheet>
  )
}
