import { list, optionalText, text } from "../fields"

const plain = /^[a-z_][a-z0-9_$]*$/i

/** A name as Snowflake itself reads it: capitals unless it stands in double quotes or could not stand without them. */
const asRead = (typed: string): string => (plain.test(typed) ? typed.toUpperCase() : typed)

/** The name itself, of an answer that may stand in double quotes. */
export const nameIn = (answer: string): string => {
  const inner = /^"((?:[^"]|"")+)"$/.exec(answer)?.[1]
  return inner === undefined ? asRead(answer) : inner.replaceAll('""', '"')
}

const quotes = "As in a query: lower case is read as capitals, unless the name stands in double quotes."

export const identifier = (label: string, hints: { help?: string; placeholder?: string } = {}) => {
  const field = text(label, { ...hints, help: hints.help ?? quotes })
  return { ...field, schema: field.schema.transform(asRead) } as const
}

export const optionalIdentifier = (label: string, hints: { help: string; placeholder?: string }) => {
  const field = optionalText(label, hints)
  return { ...field, schema: field.schema.transform((typed) => (typed ? asRead(typed) : undefined)) } as const
}

export const identifiers = (label: string, hints: { help: string; placeholder?: string }) => {
  const field = list(label, hints)
  return { ...field, schema: field.schema.transform((names) => names.map(asRead)) } as const
}

/** The parts of a path such as `DB."my schema".T`, as names. */
export const partsOf = (path: string): string[] =>
  [...path.matchAll(/"((?:[^"]|"")*)"|([^.]+)/g)].map(([, quoted, bare = ""]) => quoted?.replaceAll('""', '"') ?? bare)
