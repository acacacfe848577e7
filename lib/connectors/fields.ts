import * as z from "zod"

/** A question a form asks. The same object draws the input, checks the answer and types the driver. */
export type Field<S extends z.ZodType = z.ZodType> = {
  label: string
  input: "text" | "number" | "long text" | "secret" | "long secret" | "choice" | "list" | "file" | "made"
  schema: S
  options?: readonly { value: string; label: string }[]
  help?: string
  placeholder?: string
  /** May be left empty. Drawn under "Additional settings". */
  optional?: boolean
  /** The answer used when nothing is typed; shown in the form. */
  initial?: string
  /** Asked with this method alone. */
  only?: string
}
export type Fields = Record<string, Field>
export type AnswersTo<F extends Fields> = { [K in keyof F]: z.output<F[K]["schema"]> }

type Hints = { help?: string; placeholder?: string }

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here
const controls = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const clean = (label: string, max: number) =>
  z
    .string()
    .trim()
    .max(max, `${label} is longer than ${max} characters. Shorten it.`)
    .refine((value) => !controls.test(value), `${label} holds a control or direction character. Type it again without pasting.`)

export const text = (label: string, hints: Hints = {}) =>
  ({ label, ...hints, input: "text", schema: clean(label, 255).min(1, `Enter ${label.toLowerCase()}.`) }) as const
/** A setting that most leave empty. */
export const optionalText = (label: string, hints: Hints = {}) =>
  ({
    label,
    ...hints,
    input: "text",
    optional: true,
    schema: clean(label, 255)
      .optional()
      .transform((value) => value || undefined),
  }) as const
/** A whole number between two others. */
export const whole = (label: string, { initial, min, max, ...hints }: Hints & { initial: number; min: number; max: number }) => {
  const wrong = `Enter a whole number from ${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")}.`
  return {
    label,
    ...hints,
    input: "number",
    initial: String(initial),
    schema: z.coerce.number(wrong).int(wrong).min(min, wrong).max(max, wrong),
  } as const
}
/** Several names in one input, separated by commas. Empty means all. */
export const list = (label: string, hints: Hints = {}) =>
  ({
    label,
    ...hints,
    input: "list",
    optional: true,
    schema: z
      .union([z.array(z.string()), z.string()])
      .optional()
      .transform((value) => (Array.isArray(value) ? value : (value ?? "").split(",")).map((name) => name.trim()).filter(Boolean))
      .pipe(z.array(clean(label, 255)).max(100, `${label}: at most 100 names.`)),
  }) as const
export const port = (usual: number) =>
  ({
    label: "Port",
    input: "number",
    initial: String(usual),
    schema: z.coerce
      .number("Enter the port as a number.")
      .int("Enter a whole number.")
      .min(1, "A port is between 1 and 65535.")
      .max(65535, "A port is between 1 and 65535."),
  }) as const
export const secret = (label: string, hints: Hints = {}) =>
  ({
    label,
    ...hints,
    input: "secret",
    schema: z.string().min(1, `Enter ${label.toLowerCase()}.`).max(4_096, `${label} is too long.`),
  }) as const
/** A secret that not every source asks for, such as the passphrase of a key. */
export const optionalSecret = (label: string, hints: Hints = {}) =>
  ({
    label,
    ...hints,
    input: "secret",
    optional: true,
    schema: z
      .string()
      .max(4_096, `${label} is too long.`)
      .optional()
      .transform((value) => value || undefined),
  }) as const
/** For key files and private keys. */
export const longSecret = (label: string, hints: Hints = {}) =>
  ({
    label,
    ...hints,
    input: "long secret",
    schema: z.string().trim().min(1, `Paste ${label.toLowerCase()}.`).max(20_000, `${label} is too long.`),
  }) as const
/** Open text of several lines, such as a certificate. */
export const optionalLong = (label: string, hints: Hints = {}) =>
  ({
    label,
    ...hints,
    input: "long text",
    optional: true,
    schema: z
      .string()
      .trim()
      .max(100_000, `${label} is too long.`)
      .optional()
      .transform((value) => value || undefined),
  }) as const
export const choice = <const O extends readonly { value: string; label: string }[]>(
  label: string,
  options: O,
  initial: O[number]["value"],
  hints: Hints = {},
) =>
  ({
    label,
    ...hints,
    input: "choice",
    options,
    initial,
    schema: z.enum(options.map(({ value }) => value) as [O[number]["value"], ...O[number]["value"][]], `Choose ${label.toLowerCase()}.`),
  }) as const
/** A file kept by Patchbay (uploaded) or one in the operator's folder, named by its id or its bare file name. */
export const file = (label: string, hints: Hints = {}) =>
  ({
    label,
    ...hints,
    input: "file",
    schema: z.string().regex(/^(upload:fil_[0-9a-f]{32}|folder:[\w][\w .-]{0,199})$/, "Choose a file."),
  }) as const

/** An answer that Patchbay makes and nobody chooses: shown, to be copied, and refused when it is not ours. */
export const made = (label: string, hints: Hints & { only?: string } = {}) =>
  ({
    label,
    ...hints,
    input: "made",
    schema: z
      .string()
      .regex(/^patchbay-[0-9a-f]{64}$/, `${label} is made by Patchbay. Open the form again.`)
      .optional(),
  }) as const

/** The strict schema of a set of fields: an unknown key is an error. */
export const schemaOf = <F extends Fields>(fields: F) =>
  z.strictObject(Object.fromEntries(Object.entries(fields).map(([key, { schema }]) => [key, schema]))) as unknown as z.ZodType<AnswersTo<F>>
