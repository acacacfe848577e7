"use client"

import { useRouter } from "next/navigation"
import { startTransition } from "react"
import { ErrorState } from "@/components/ui/error-state"

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <ErrorState
      level={1}
      title="This page could not be shown"
      safe="The fault is on our side. Nothing was changed, and what you saved is safe."
      retry={retry}
      reference={error.digest}
    />
  )
}
