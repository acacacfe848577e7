"use client"

import { CopyButton } from "@/components/ui/copy-button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { SecretInput } from "@/components/ui/secret-input"
import { Select } from "@/components/ui/select"
import { Textarea } from "@/components/ui/textarea"
import type { Field as FieldOf } from "@/lib/connectors/fields"

type Props = { name: string; field: FieldOf; error?: readonly string[]; value?: string; onValue?: (value: string) => void }

/** One question of a platform: the manifest's field decides how it is asked. */
export function Question({ name, field, error, value, onValue }: Props) {
  const { label, help, optional } = field
  return (
    <Field label={label} name={name} help={help} error={error} mark={optional ? "Optional" : undefined}>
      <Control field={field} value={value} onValue={onValue} />
    </Field>
  )
}

function Control({
  field: { input, options = [], placeholder, initial = "" },
  value,
  onValue,
}: Pick<Props, "field" | "value" | "onValue">) {
  const held =
    value === undefined
      ? { defaultValue: initial }
      : { value, onChange: (event: { target: { value: string } }) => onValue?.(event.target.value) }
  if (input === "made")
    return (
      <div className="flex items-center gap-1">
        <Input {...held} readOnly className="font-mono text-xs" />
        <CopyButton text={value ?? ""} label="Copy" />
      </div>
    )
  const plain = { spellCheck: false, autoComplete: "off", autoCapitalize: "none", placeholder }
  if (input === "secret") return <SecretInput {...held} autoComplete="new-password" />
  if (input === "long secret" || input === "long text") return <Textarea {...plain} {...held} rows={5} className="font-mono text-xs" />
  if (input === "choice")
    return (
      <Select {...held}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    )
  return <Input {...plain} {...held} inputMode={input === "number" ? "numeric" : undefined} />
}
