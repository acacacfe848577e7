"use client"

import { Dialog as Radix } from "radix-ui"
import { type CSSProperties, type ReactNode, useState } from "react"
import { cn } from "./cn"
import { CloseButton, overlayClasses } from "./dialog"
import { useFocusBack } from "./use-focus-back"
import { PortalContext } from "./use-portal"

export const Sheet = Radix.Root

type SheetContentProps = {
  title: string
  titleHidden?: boolean
  description?: ReactNode
  side?: "left" | "right"
  footer?: ReactNode
  className?: string
  children: ReactNode
}

/** A panel from the side: details of what stands beside it, or the rail on a phone. */
export function SheetContent({ title, titleHidden, description, side = "right", footer, className, children }: SheetContentProps) {
  const back = useFocusBack()
  const [box, setBox] = useState<HTMLElement | null>(null)
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClasses} />
      <Radix.Content
        ref={setBox}
        {...back}
        data-slot="sheet"
        {...(description ? {} : { "aria-describedby": undefined })}
        style={{ "--slide-from": side === "left" ? "-100%" : "100%" } as CSSProperties}
        className={cn(
          "fixed inset-y-0 z-40 flex w-[min(32rem,100vw-2.5rem)] animate-slide flex-col bg-popover shadow-float outline-none",
          side === "left" ? "left-0 border-border border-r" : "right-0 border-border border-l",
          className,
        )}
      >
        <PortalContext value={box}>
          <header className={cn("px-5 pt-4 pr-14 pb-3", titleHidden && "sr-only")}>
            <div>
              <Radix.Title className="font-semibold text-base">{title}</Radix.Title>
              {description && <Radix.Description className="mt-0.5 text-muted-foreground">{description}</Radix.Description>}
            </div>
          </header>
          <div className={cn("min-h-0 flex-1 overflow-y-auto", !titleHidden && "px-5 pb-5")}>{children}</div>
          {footer && <footer className="flex flex-wrap justify-end gap-2 border-border border-t bg-muted px-5 py-3">{footer}</footer>}
          <CloseButton />
        </PortalContext>
      </Radix.Content>
    </Radix.Portal>
  )
}
