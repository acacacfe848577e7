"use client"

import { Check, Copy } from "lucide-react"
import { useEffect, useState } from "react"
import { Button } from "./button"
import { IconButton } from "./icon-button"
import { announce } from "./live-region"

type CopyButtonProps = {
  text: string
  /** "Copy host": says what will be copied. */
  label: string
  /** Draws the label too. */
  labelled?: boolean
  className?: string
}

export function CopyButton({ text, label, labelled, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = async () => {
    const done = await write(text)
    setCopied(done)
    announce(done ? "Copied" : "The browser did not allow copying. Select the text instead.")
  }
  const icon = copied ? <Check aria-hidden="true" className="text-ok" /> : <Copy aria-hidden="true" />
  if (labelled)
    return (
      <Button size="small" className={className} onClick={copy}>
        {icon}
        {label}
      </Button>
    )
  return (
    <IconButton label={label} size="icon-small" className={className} onClick={copy}>
      {icon}
    </IconButton>
  )
}

/** The clipboard is absent without HTTPS, where a console on a private network often lives. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement("textarea")
    area.value = text
    area.setAttribute("aria-hidden", "true")
    area.style.position = "fixed"
    area.style.opacity = "0"
    ;(document.activeElement?.closest('[role="dialog"]') ?? document.body).append(area)
    const back = document.activeElement as HTMLElement | null
    area.select()
    const done = document.execCommand("copy")
    area.remove()
    back?.focus()
    return done
  }
}
