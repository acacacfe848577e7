"use client"

import { useEffect, useId, useLayoutEffect, useRef, useState } from "react"
import { createPortal } from "react-dom"
import { watchTips } from "./watch-tips"

const gap = 6
const edge = 8

/** Stands once, in the root layout: one bubble for every thing on the page that has a word (`tip`), on hover and on focus. */
export function Tips() {
  const [target, setTarget] = useState<HTMLElement>()
  useEffect(() => watchTips(setTarget), [])
  return target && <Bubble key={textOf(target)} target={target} />
}

function Bubble({ target }: { target: HTMLElement }) {
  const id = useId()
  const bubble = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = bubble.current
    if (!box) return
    // Above windows and past edges that clip, where the browser can.
    box.showPopover?.()
    place(box, target)
    if (target.dataset.tipNames !== undefined) return
    const before = target.getAttribute("aria-describedby")
    target.setAttribute("aria-describedby", [before, id].filter(Boolean).join(" "))
    return () => {
      if (before) target.setAttribute("aria-describedby", before)
      else target.removeAttribute("aria-describedby")
    }
  }, [target, id])
  // In a landmark, or in the window whose rest the screen reader cannot see.
  const home = target.closest("[role=dialog],[role=alertdialog],main,header,nav") ?? document.body
  return createPortal(
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      popover="manual"
      data-slot="tooltip"
      className={`fixed inset-auto z-50 w-max max-w-80 animate-float overflow-visible rounded-md bg-foreground px-2 py-1 font-normal font-sans text-background text-xs shadow-float ${target.dataset.tipClass ?? ""}`}
    >
      {textOf(target)}
    </div>,
    home,
  )
}

/** A moment is written out in the browser, whose zone is the reader's. */
function textOf(target: HTMLElement): string {
  if (!(target instanceof HTMLTimeElement)) return target.dataset.tip ?? ""
  return new Date(target.dateTime).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "long" })
}

function place(box: HTMLElement, target: HTMLElement) {
  const of = target.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = box
  const inside = (at: number, size: number, room: number) => Math.max(edge, Math.min(at, room - size - edge))
  const beside = target.dataset.tipSide === "right"
  const above = of.top - gap - height
  const left = beside ? of.right + gap : of.left + (of.width - width) / 2
  const top = beside ? of.top + (of.height - height) / 2 : above < edge ? of.bottom + gap : above
  box.style.left = `${inside(left, width, document.documentElement.clientWidth)}px`
  box.style.top = `${inside(top, height, window.innerHeight)}px`
}
