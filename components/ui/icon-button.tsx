import type { ReactNode } from "react"
import { Button, type ButtonProps } from "./button"
import { tip } from "./tip"

type IconButtonProps = Omit<ButtonProps, "children" | "aria-label" | "asChild" | "size"> & {
  /** Its name, for everybody: read aloud, and shown on hover and focus. */
  label: string
  size?: "icon" | "icon-small"
  children: ReactNode
}

export function IconButton({ label, variant = "ghost", size = "icon", children, ...props }: IconButtonProps) {
  return (
    <Button aria-label={label} variant={variant} size={size} {...tip(label, { names: true })} {...props}>
      {children}
    </Button>
  )
}
