"use client"

import { CircleX } from "lucide-react"
import { useTheme } from "next-themes"
import { useEffect } from "react"
import { Toaster as Sonner, toast } from "sonner"
import { type Notice, showWith } from "./notify"
import { StatusIcon } from "./status-icon"

const classNames = {
  toast:
    "flex w-full items-start gap-2.5 rounded-lg border border-border bg-popover p-3 font-sans text-popover-foreground text-sm shadow-float md:w-[356px]",
  icon: "mt-0.5 shrink-0",
  content: "min-w-0 flex-1 [overflow-wrap:anywhere]",
  title: "font-medium",
  description: "font-mono text-muted-foreground text-xs",
  actionButton: "-my-1 shrink-0 rounded-md border border-input px-2 py-1 font-medium hover:bg-hover max-md:py-2",
  closeButton: "order-last -m-1 shrink-0 rounded-sm p-1 text-muted-foreground hover:bg-hover [&_svg]:size-4",
}

/** Two at most, eight seconds each; hovering or focusing one (Alt+T) holds it. */
export function Toasts() {
  const { resolvedTheme } = useTheme()
  // The effects of what stands inside have run by now: it listens.
  useEffect(() => showWith(draw), [])
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      duration={8000}
      visibleToasts={2}
      gap={8}
      closeButton
      icons={{
        success: <StatusIcon name="check" className="text-ok" />,
        error: <CircleX aria-hidden="true" className="size-3.5 text-bad" />,
      }}
      toastOptions={{ unstyled: true, classNames }}
    />
  )
}

const draw = ({ tone, message, description, act }: Notice) =>
  toast[tone === "ok" ? "success" : "error"](message, { description, ...(act && { action: { label: act.label, onClick: act.run } }) })
