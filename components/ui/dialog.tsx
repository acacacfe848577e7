"use client"

import { X } from "lucide-react"
import { Dialog as Radix } from "radix-ui"
import { type ComponentProps, type ReactNode, useState } from "react"
import { Button } from "./button"
import { cn } from "./cn"
import { useFocusBack } from "./use-focus-back"
import { PortalContext } from "./use-portal"

export const Dialog = Radix.Root
export const DialogTrigger = Radix.Trigger

export const overlayClasses = "fixed inset-0 z-40 animate-float bg-[oklch(0.2_0.01_240/0.32)] dark:bg-[oklch(0_0_0/0.6)]"

type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode
  description?: ReactNode
  /** Buttons, the act last. */
  footer?: ReactNode
  width?: "narrow" | "normal" | "wide"
}

const widths = { narrow: "max-w-md", normal: "max-w-xl", wide: "max-w-4xl" }

/** A window over the page. Focus goes in, stays in, and returns to what opened it. */
export function DialogContent({ title, description, footer, width = "normal", className, children, ...props }: DialogContentProps) {
  const back = useFocusBack()
  const [box, setBox] = useState<HTMLElement | null>(null)
  return (
    <Radix.Portal>
      <Radix.Overlay className={cn(overlayClasses, "grid justify-items-center overflow-y-auto px-4 py-[8vh]")}>
        <Radix.Content
          ref={setBox}
          {...back}
          data-slot="dialog"
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "relative h-fit w-full animate-float rounded-lg border border-border bg-popover shadow-float outline-none",
            widths[width],
            className,
          )}
          {...props}
        >
          <PortalContext value={box}>
            <header className="px-5 pt-4 pr-14 pb-3">
              <div className="min-w-0">
                <Radix.Title className="font-semibold text-base [overflow-wrap:anywhere]">{title}</Radix.Title>
                {description && <Radix.Description className="mt-0.5 text-muted-foreground">{description}</Radix.Description>}
              </div>
            </header>
            {children && <div className="px-5 pb-5">{children}</div>}
            {footer && <DialogFooter>{footer}</DialogFooter>}
            <CloseButton />
          </PortalContext>
        </Radix.Content>
      </Radix.Overlay>
    </Radix.Portal>
  )
}

/** Also for use inside a form in the dialog, where the buttons belong to the form. */
export function DialogFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      data-slot="dialog-footer"
      className={cn("flex flex-wrap items-center justify-end gap-2 rounded-b-lg border-border border-t bg-muted px-5 py-3", className)}
      {...props}
    />
  )
}

/** Last in order, so that the focus of a window that opens falls on what it is about. */
export function CloseButton() {
  return (
    <Radix.Close asChild>
      <Button variant="ghost" size="icon-small" aria-label="Close" className="absolute top-3 right-3 max-md:top-1 max-md:right-1">
        <X aria-hidden="true" />
      </Button>
    </Radix.Close>
  )
}
