import * as z from "zod"
import { secret } from "../fields"

/** A key as a tool shows it: one line without spaces, so that nothing else can be slipped into a request with it. */
export const key = (
  label: string,
  { looks = /^[\x21-\x7e]{8,2000}$/, ...hints }: { help?: string; placeholder?: string; looks?: RegExp } = {},
) => ({
  ...secret(label, hints),
  schema: z
    .string()
    .trim()
    .min(1, `Enter ${inWords(label)}.`)
    .regex(looks, `This is no ${inWords(label)}. Copy it again, whole and without anything around it.`),
})

/** In the middle of a sentence; what is written in capitals stays so. */
const inWords = (label: string) => (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label)
