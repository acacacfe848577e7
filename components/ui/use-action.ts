"use client"

import { unstable_rethrow } from "next/navigation"
import { useRef, useState, useTransition } from "react"
import type { Failure, Result } from "@/lib/base/errors"

export type Action<I, T> = (input: I) => Promise<Result<T>>

/** One flight of an action at a time. A second call while one is under way answers nothing. */
export function useAction<I, T>(action: Action<I, T>) {
  const [pending, startTransition] = useTransition()
  const [failure, setFailure] = useState<Failure>()
  const flying = useRef(false)

  const run = (input: I) =>
    new Promise<Result<T> | undefined>((resolve) => {
      if (flying.current) return resolve(undefined)
      flying.current = true
      startTransition(async () => {
        try {
          const result = await reach(action, input)
          setFailure(result.ok ? undefined : result.error)
          resolve(result)
        } finally {
          flying.current = false
          resolve(undefined)
        }
      })
    })

  return { run, pending, failure, forget: () => setFailure(undefined) }
}

/** A server that cannot be reached is an answer too; a redirect is not an error and goes on its way. */
export async function reach<I, T>(action: Action<I, T>, input: I): Promise<Result<T>> {
  try {
    return await action(input)
  } catch (error) {
    unstable_rethrow(error)
    return {
      ok: false,
      error: { code: "unavailable", message: "Patchbay could not be reached. What you typed is kept. Try again.", fields: {} },
    }
  }
}
