"use client"

import { type ComponentProps, type ReactNode, useId, useRef, useState } from "react"
import { later } from "./later"

type PopoverProps = {
  /** What the small window is called. */
  label: string
  /** The button that opens it. */
  button: ComponentProps<"button"> & { "data-slot"?: string }
  className?: string
  side?: "right" | "bottom"
  onKeyDown?: ComponentProps<"div">["onKeyDown"]
  children: (close: () => void) => ReactNode
}

const PopoverPanel = later(() => import("./popover-panel").then(({ PopoverPanel }) => PopoverPanel))

/** A small window at a button. Until the press it is a button and nothing else. */
export function Popover({ label, button, children, ...panel }: PopoverProps) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [ever, setEver] = useState(false)
  const close = () => setOpen(false)
  const press = () => {
    setEver(true)
    setOpen(!open)
  }
  return (
    <>
      <button
        type="button"
        ref={anchor}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        {...button}
        onClick={press}
      />
      {ever && (
        <PopoverPanel {...panel} id={id} label={label} anchor={anchor} open={open} onClose={close}>
          {children(close)}
        </PopoverPanel>
      )}
    </>
  )
}
