import { type ClassValue, clsx } from "clsx"
import { extendTailwindMerge } from "tailwind-merge"

const merge = extendTailwindMerge({
  extend: { theme: { spacing: ["control"], text: ["2xs", "md"], shadow: ["float"] } },
})

/** Joins class names; of two that say the same thing the later wins. */
export const cn = (...classes: ClassValue[]) => merge(clsx(classes))
