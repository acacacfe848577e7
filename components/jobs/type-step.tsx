"use client"

import { Card } from "@/components/ui/card"
import { RadioGroup, RadioOption } from "@/components/ui/radio-group"
import type { JobType } from "@/lib/connectors/connector"
import { jobTypeOf, typesOfJob } from "@/lib/jobs/states"
import { kindWords } from "./words"

type Props = { value: JobType | undefined; error: readonly string[]; onChoose: (type: JobType) => void }

/** What there is to do, by kind. */
export function TypeStep({ value, error, onChoose }: Props) {
  return (
    <Card title="What it does">
      <RadioGroup
        legend="What the job does"
        legendHidden
        name="type"
        look="cards"
        className="sm:grid-cols-2"
        value={value ?? ""}
        error={error}
        onValueChange={(next) => onChoose(next as JobType)}
      >
        {typesOfJob.map((type) => {
          const { kind, label, does } = jobTypeOf[type]
          return <RadioOption key={type} value={type} label={`${kindWords[kind]} · ${label}`} help={does} />
        })}
      </RadioGroup>
    </Card>
  )
}
