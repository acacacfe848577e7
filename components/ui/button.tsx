import { type ComponentProps, cloneElement, isValidElement, type MouseEvent } from "react"
import { cn } from "./cn"
import { Spinner } from "./spinner"

type Look = { variant?: "primary" | "secondary" | "ghost" | "danger"; size?: "default" | "small" | "icon" | "icon-small" }

/** The classes stand in globals.css: a page holds many buttons. */
export const buttonClasses = ({ variant = "secondary", size = "default" }: Look) => `button button-${variant} button-${size}`

export type ButtonProps = ComponentProps<"button"> &
  Look & {
    /** In flight: the label stays, a ring turns beside it, and a second press does nothing. */
    pending?: boolean
    /** Its one child, e.g. a link, is drawn instead, with the look of a button. */
    asChild?: boolean
  }

export function Button({
  className,
  variant,
  size,
  pending = false,
  asChild = false,
  children,
  onClick,
  type = "button",
  ...props
}: ButtonProps) {
  const classes = cn(buttonClasses({ variant, size }), className)
  if (asChild && isValidElement<{ className?: string }>(children)) {
    const given = { "data-slot": "button", ...(onClick && { onClick }), ...props, className: cn(classes, children.props.className) }
    return cloneElement(children, given)
  }
  const refused = pending || props["aria-disabled"] === true || props["aria-disabled"] === "true"
  const refuse = (event: MouseEvent<HTMLButtonElement>) => event.preventDefault()
  return (
    <button
      data-slot="button"
      type={type}
      className={classes}
      aria-busy={pending || undefined}
      onClick={refused ? refuse : onClick}
      {...props}
      aria-disabled={refused || undefined}
    >
      {pending && <Spinner />}
      {children}
    </button>
  )
}
