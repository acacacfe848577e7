"use client"

import { useEffect, useState } from "react"
import { onFirstTouch } from "./first-touch"
import { later } from "./later"
import { onNotice } from "./notify"

const Toasts = later(() => import("./toasts").then(({ Toasts }) => Toasts))

/** Stands once, in the root layout. Nothing is to be told before somebody is there; what draws the notices comes then. */
export function Toaster() {
  const [wanted, setWanted] = useState(0)
  useEffect(() => {
    const want = () => setWanted((times) => times + 1)
    const stops = [onFirstTouch(want), onNotice(want)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  // Until it has come, each notice asks for it again.
  return wanted > 0 && <Toasts key={wanted} />
}
