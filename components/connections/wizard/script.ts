import type { Manifest } from "@/lib/connectors/connector"
import type { Field, Fields } from "@/lib/connectors/fields"
import { answersOf, settingsFor } from "./draft"

export type Named = { settings: Record<string, string>; keys: Record<string, string> }

/** The least-privilege script with the names that were typed. A secret is never written into it. */
export const scriptWith = (manifest: Manifest, method: string, { settings, keys }: Named): string =>
  manifest.script(namesIn(settingsFor(manifest, method), settings), namesIn(manifest.methods[method]?.fields ?? {}, keys))

export type Asked = { key: string; part: keyof Named; field: Field }

/** The questions whose answers stand in the script, found by looking at what it looks at. */
export function askedBy(manifest: Manifest, method: string): Asked[] {
  const read = { settings: new Set<string>(), keys: new Set<string>() }
  const watch = (seen: Set<string>) =>
    new Proxy({} as Record<string, unknown>, {
      get(_, key) {
        seen.add(String(key))
        return undefined
      },
    })
  manifest.script(watch(read.settings), watch(read.keys))
  const of = (part: keyof Named, fields: Fields) =>
    Object.entries(fields).flatMap(([key, field]) =>
      read[part].has(key) && field.input !== "made" && !field.input.includes("secret") ? [{ key, part, field }] : [],
    )
  return [...of("settings", settingsFor(manifest, method)), ...of("keys", manifest.methods[method]?.fields ?? {})]
}

/** The script knows names, and lists of them. */
const namesIn = (fields: Fields, typed: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(answersOf(fields, typed))
      .filter(([key]) => !fields[key]?.input.includes("secret"))
      .map(([key, answer]) => [key, fields[key]?.input === "list" ? listed(answer) : answer]),
  )
const listed = (text: string) =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean)
