type Place = {
  /** True when the text only repeats the control's name. */
  names?: boolean
  side?: "top" | "right"
  className?: string
}

/** A word on hover and focus, spread onto what it is about. That must be focusable, or half of the people never read it. */
export const tip = (text: string, { names, side, className }: Place = {}) => ({
  "data-tip": text,
  ...(names && { "data-tip-names": "" }),
  ...(side === "right" && { "data-tip-side": side }),
  ...(className && { "data-tip-class": className }),
})
