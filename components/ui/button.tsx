import { cva, type VariantProps } from "class-variance-authority"
import { Slot } from "radix-ui"
import type { ComponentProps, MouseEvent } from "react"
import { cn } from "./cn"
import { Spinner } from "./spinner"

export const buttonVariants = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium text-sm transition-colors disabled:cursor-not-allowed aria-disabled:cursor-not-allowed [&_svg:not([class*=size-])]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary:
          "border-primary bg-primary text-primary-foreground enabled:hover:border-primary-hover enabled:hover:bg-primary-hover [a&]:hover:border-primary-hover [a&]:hover:bg-primary-hover",
        secondary: "border-input bg-secondary text-secondary-foreground hover:bg-hover",
        ghost: "border-transparent bg-transparent text-foreground hover:bg-hover",
        danger: "border-destructive bg-secondary text-destructive hover:bg-bad-bg",
      },
      size: {
        default: "h-control px-3",
        small: "h-7 px-2 max-md:h-control max-md:px-3",
        icon: "size-control px-0",
        "icon-small": "size-7 px-0 max-md:size-control",
      },
    },
    compoundVariants: [
      {
        variant: ["primary", "secondary", "ghost", "danger"],
        className:
          "disabled:border-border disabled:bg-muted disabled:text-faint not-aria-busy:aria-disabled:border-border not-aria-busy:aria-disabled:bg-muted not-aria-busy:aria-disabled:text-faint",
      },
    ],
    defaultVariants: { variant: "secondary", size: "default" },
  },
)

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** In flight: the label stays, a ring turns beside it, and a second press does nothing. */
    pending?: boolean
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
  const classes = cn(buttonVariants({ variant, size }), className)
  if (asChild)
    return (
      <Slot.Root data-slot="button" className={classes} {...props}>
        {children}
      </Slot.Root>
    )
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
