"use client"

import { useEffect } from "react"
import { announce } from "./live-region"

/** Says a sentence aloud when it changes: for progress that is drawn by the server. */
export function Said({ sentence }: { sentence: string }) {
  useEffect(() => {
    announce(sentence)
  }, [sentence])
  return null
}
