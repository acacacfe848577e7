"use client"

import Link from "next/link"
import { type FormEvent, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { RadioGroup, RadioOption } from "@/components/ui/radio-group"
import { paths } from "@/lib/base/paths"
import type { Manifest } from "@/lib/connectors/connector"
import { enabledWords } from "./enables"

// Above the label, which makes the whole card a press.
const link = "relative z-[1] text-primary underline underline-offset-2"

type MethodStepProps = {
  slug: string
  manifest: Manifest
  method: string | undefined
  /** What the operator has still to set before anybody can sign in at the platform itself. */
  notSetUp?: string
  onDone: (method: string) => void
}

/** In which way the platform lets us in. A single way is chosen already. */
export function MethodStep({ slug, manifest, method, notSetUp, onDone }: MethodStepProps) {
  const { id, name, methods } = manifest
  const form = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useState(method)
  const [missed, setMissed] = useState(false)
  const shut = (key: string) => Boolean(notSetUp && methods[key]?.consent)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen && !shut(chosen)) return onDone(chosen)
    setMissed(true)
    form.current?.querySelector<HTMLInputElement>("input")?.focus()
  }
  return (
    <form ref={form} onSubmit={submit} noValidate method="post" className="grid max-w-2xl gap-5">
      <RadioGroup
        legend={`How does ${name} let you in?`}
        name="method"
        look="cards"
        value={chosen}
        onValueChange={setChosen}
        help={
          <>
            Not sure which one? What each asks for stands in{" "}
            <Link href={paths.platformGuide(slug, id)} target="_blank" className={link}>
              the set-up guide for {name}
              <NewTab />
            </Link>
            .
          </>
        }
        error={
          missed && !chosen
            ? "Choose a method."
            : missed && chosen && shut(chosen)
              ? `Nobody can sign in at ${name} from here yet.`
              : undefined
        }
      >
        {Object.entries(methods).map(([key, { label, help, docs }]) => (
          <RadioOption
            key={key}
            value={key}
            label={label}
            help={
              <>
                {help && <span className="block">{help}</span>}
                {shut(key) && (
                  <span className="block text-warn">
                    Not set up here. The operator of Patchbay registers it at {name} and sets <code className="font-mono">{notSetUp}</code>.
                  </span>
                )}
                <span className="block">{enabledWords(manifest, key)}</span>
                {docs && (
                  <a href={docs} target="_blank" rel="noreferrer" className={link}>
                    What {name} says about it
                    <NewTab />
                  </a>
                )}
              </>
            }
          />
        ))}
      </RadioGroup>
      <div className="border-border border-t pt-4">
        <Button type="submit" variant="primary">
          Use this method
        </Button>
      </div>
    </form>
  )
}

const NewTab = () => <span className="sr-only"> (opens in a new tab)</span>
