"use client"

import { createContext, type ReactNode, use, useEffect, useEffectEvent, useState } from "react"
import { later } from "@/components/ui/later"
import type { Failure } from "@/lib/base/errors"
import type { SignIn } from "./sign-in-again-dialog"

const SignInAgainDialog = later(() => import("./sign-in-again-dialog").then(({ SignInAgainDialog }) => SignInAgainDialog))

const Ask = createContext<(retry: () => void) => void>(() => {})

/** Stands around a layout; forms within say `useSignInAgain`. */
export function SignInAgain({ email, signIn, children }: { email: string; signIn: SignIn; children: ReactNode }) {
  const [retry, setRetry] = useState<() => void>()
  return (
    <Ask value={(then) => setRetry(() => then)}>
      {children}
      {retry && (
        <SignInAgainDialog open onOpenChange={(open) => open || setRetry(undefined)} email={email} signIn={signIn} onDone={retry} />
      )}
    </Ask>
  )
}

/** Opens the dialog when an act failed because nobody is signed in any more, and does the act again afterwards. */
export function useSignInAgain(failure: Failure | undefined, retry: () => void): void {
  const ask = use(Ask)
  const open = useEffectEvent(() => ask(retry))
  useEffect(() => {
    if (failure?.code === "unauthenticated") open()
  }, [failure])
}
