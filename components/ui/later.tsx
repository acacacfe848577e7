"use client"

import { type ComponentType, useEffect, useState } from "react"
import { onFirstTouch } from "./first-touch"

/**
 * A part that nobody sees before a press: a menu's entries, a window. Its code comes once somebody is there, so that the press finds it; if
 * it could not come, the next press asks again.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let arrived: ComponentType<P> | undefined
  const fetch = async () => {
    arrived ??= await load()
    return arrived
  }
  if (typeof window !== "undefined") onFirstTouch(() => void fetch().catch(() => {}))
  return function Later(props: P) {
    const [Part, setPart] = useState(() => arrived)
    useEffect(() => {
      let here = true
      if (!Part)
        fetch().then(
          (part) => here && setPart(() => part),
          () => {},
        )
      return () => {
        here = false
      }
    }, [Part])
    return Part ? <Part {...props} /> : null
  }
}
