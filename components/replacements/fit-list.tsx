import { CheckboxField } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import { StatusBadge, type Tone } from "@/components/ui/status-badge"
import { kindWords } from "@/lib/impact/model"
import type { Fit, Verdict } from "@/lib/replacements/model"

const tones: Record<Verdict, Tone> = { fits: "ok", "fits after mapping": "warn", "would lose access": "bad", "would break": "bad" }

type Props = {
  fits: readonly Fit[]
  chosen: (fit: Fit) => boolean
  movable: (fit: Fit) => boolean
  onToggle: (fit: Fit) => void
  onMap: (fit: Fit, column: string, to: string) => void
}

/** Everything that leans on the connection, with its verdict and, where columns are called otherwise, what takes their place. */
export function FitList({ fits, chosen, movable, onToggle, onMap }: Props) {
  if (fits.length === 0) return <p className="text-muted-foreground">Nothing leans on it.</p>
  return (
    <ul className="divide-y divide-border">
      {fits.map((fit) => (
        <li key={`${fit.kind} ${fit.id}`} className="grid gap-2 py-2">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <CheckboxField
              label={<bdi>{fit.name}</bdi>}
              help={`${kindWords[fit.kind][0]} by ${fit.maker}${fit.why ? `: ${fit.why}` : ""}`}
              checked={chosen(fit)}
              disabled={!movable(fit)}
              onCheckedChange={() => onToggle(fit)}
            />
            <StatusBadge tone={tones[fit.verdict]} word={fit.verdict} />
          </div>
          {fit.verdict !== "would lose access" && fit.mapped.length > 0 && (
            <div className="grid gap-2 pl-7 sm:grid-cols-2">
              {fit.mapped.map(({ column, to, options }) => (
                <Field key={column} label={`${column} becomes`} name={`${fit.id}.${column}`}>
                  <Select value={to ?? ""} onChange={({ target }) => onMap(fit, column, target.value)}>
                    <option value="">{options.length === 0 ? "No column of its type" : "Choose a column"}</option>
                    {options.map((option) => (
                      <option key={option} value={option}>
                        {option}
                      </option>
                    ))}
                  </Select>
                </Field>
              ))}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
