"use client"

import { useEffect, useState } from "react"
import { Banner } from "@/components/ui/banner"
import type { Failure } from "@/lib/base/errors"

/** What the server said of the whole form. A wait is counted down, so that nobody has to guess when it is over. */
export function Refusal({ failure }: { failure: Failure | undefined }) {
  if (!failure) return null
  const seconds = failure.code === "limited" ? Number(failure.facts?.seconds) : 0
  if (seconds > 0) return <Wait key={seconds} seconds={seconds} said={failure} />
  // A field below says it where it belongs.
  if (Object.keys(failure.fields).length > 0) return null
  return <Banner tone="bad" live title={failure.message} reference={failure.reference} />
}

function Wait({ seconds, said }: { seconds: number; said: Failure }) {
  const [until] = useState(() => Date.now() + seconds * 1_000)
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000))), 1_000)
    return () => clearInterval(timer)
  }, [until])
  return (
    <div role="status">
      {left > 0 ? (
        <Banner tone="warn" title={said.message.replace(`${seconds} s`, `${left} s`)} />
      ) : (
        <Banner tone="info" title="You can try again now." />
      )}
    </div>
  )
}
