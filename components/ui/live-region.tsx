"use client"

import { useEffect, useState } from "react"
import { VisuallyHidden } from "./visually-hidden"

const spoken = "patchbay:announce"

/** Says something to a screen reader, politely. One sentence per settled action. */
export function announce(sentence: string): void {
  window.dispatchEvent(new CustomEvent(spoken, { detail: sentence }))
}

/** Stands once, in the root layout: a region that is there before it speaks is heard. */
export function LiveRegion() {
  const [sentence, setSentence] = useState("")
  useEffect(() => {
    const listen = (event: Event) => {
      setSentence("")
      requestAnimationFrame(() => setSentence((event as CustomEvent<string>).detail))
    }
    window.addEventListener(spoken, listen)
    return () => window.removeEventListener(spoken, listen)
  }, [])
  return (
    <VisuallyHidden role="status" data-slot="live-region">
      {sentence}
    </VisuallyHidden>
  )
}
