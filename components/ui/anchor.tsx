"use client"

import { type Ref, type RefObject, useImperativeHandle } from "react"

/** Stands in for a trigger that is drawn elsewhere: what floats is placed at it, and gives the focus back to it. */
export function Anchor({ to, ref }: { to: RefObject<HTMLElement | null>; ref?: Ref<HTMLElement | null> }) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => to.current)
  return null
}
