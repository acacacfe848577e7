import * as z from "zod"
import { idOf } from "@/lib/base/ids"
import { connectionName, newConnection } from "@/lib/connections/model"
import type { Manifest } from "@/lib/connectors/connector"
import type { Fields } from "@/lib/connectors/fields"
import { schemaOf } from "@/lib/connectors/fields"

export const draftForm = "new-connection"
const typed = z.record(z.string(), z.string())

/** What is kept of a half-filled form. Secrets are not in it: they live in the open page and nowhere else. */
const draft = z.object({
  name: z.string().catch(""),
  description: z.string().catch(""),
  /** Per platform, so that a look at another one loses nothing. */
  settings: z.record(z.string(), typed).catch({}),
  methods: typed.catch({}),
  /** What an uploaded file was called, by its id. */
  files: typed.catch({}),
  access: z
    .object({ kind: z.enum(["all teams", "teams", "private"]), teamIds: z.array(idOf("tea")), clients: z.boolean().catch(false) })
    .optional()
    .catch(undefined),
})
export type Draft = z.output<typeof draft>
export type AccessChoice = NonNullable<Draft["access"]>

export const readDraft = (kept: unknown): Draft => draft.parse(typeof kept === "object" && kept !== null ? kept : {})
export const isBegun = ({ name, description, settings }: Draft) =>
  Boolean(name || description) || Object.values(settings).some((answers) => Object.values(answers).some(Boolean))

export type Typed = { name: string; description: string; method: string; settings: Record<string, string>; keys: Record<string, string> }
export type Faults = Record<string, readonly string[]>

/** An empty optional answer is left out: the schema has its own word for nothing. What was not touched has its initial answer. */
export const answersOf = (fields: Fields, answers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, { optional, initial = "" }]) => {
      const answer = answers[key] ?? initial
      return optional && answer.trim() === "" ? [] : [[key, answer]]
    }),
  )

/** The questions of the chosen method, beside those of every method. */
export const settingsFor = (manifest: Manifest, method: string): Fields =>
  Object.fromEntries(Object.entries(manifest.settings).filter(([, { only }]) => only === undefined || only === method))

/** The chosen method, where there is one of that name; a single one is chosen already. */
export function methodIn(manifest: Manifest | undefined, chosen: string | undefined): string | undefined {
  const methods = Object.keys(manifest?.methods ?? {})
  return methods.find((method) => method === chosen) ?? (methods.length === 1 ? methods[0] : undefined)
}

/** What Patchbay makes for a connection, before anything is typed. */
export const madeFor = (manifest: Manifest | undefined, made: string): Record<string, string> =>
  Object.fromEntries(Object.entries(manifest?.settings ?? {}).flatMap(([key, { input }]) => (input === "made" ? [[key, made]] : [])))

export const inputOf = (manifest: Manifest, { name, description, method, settings, keys }: Typed) => ({
  platform: manifest.id,
  method,
  name,
  description,
  settings: answersOf(settingsFor(manifest, method), settings),
  keys: answersOf(manifest.methods[method]?.fields ?? {}, keys),
})

/** What the server would refuse for its form alone, said before anything is sent. The server asks again. */
export function faultsOf(manifest: Manifest, typed: Typed): Faults {
  const { name, description, settings, keys } = inputOf(manifest, typed)
  return {
    ...told("name", connectionName.safeParse(name)),
    ...told("description", newConnection.shape.description.safeParse(description)),
    ...told("settings", schemaOf(manifest.settings).safeParse(settings)),
    ...told("keys", schemaOf(manifest.methods[typed.method]?.fields ?? {}).safeParse(keys)),
  }
}

function told(prefix: string, { error }: { error?: z.ZodError }): Faults {
  const faults: Record<string, string[]> = {}
  for (const { path, message } of error?.issues ?? []) {
    const key = [prefix, ...path].join(".")
    faults[key] = [...(faults[key] ?? []), message]
  }
  return faults
}
