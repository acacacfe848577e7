import * as z from "zod"

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a name may not hold
const unprintable = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "This address is too long.")
  .pipe(z.email("Write an address like name@example.com."))

/** What people and things are called. Signs that one cannot see would let one name pass for another. */
export const nameOf = (what: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `Write ${what}.`)
    .max(max, `Keep it under ${max} characters.`)
    .refine((value) => !unprintable.test(value), "It holds a sign that cannot be seen. Type it again instead of pasting it.")

export const personName = nameOf("your name", 80)

export const passwordLength = { min: 8, advised: 15, max: 128 }
export const newPassword = z
  .string()
  .min(passwordLength.min, `Use at least ${passwordLength.min} characters.`)
  .max(passwordLength.max, `Use at most ${passwordLength.max} characters.`)

export const signInInput = z.object({
  email: z.string().trim().toLowerCase().min(1, "Write your email.").max(254, "This address is too long."),
  password: z.string().min(1, "Write your password.").max(1_000, "This password is too long."),
  next: z.string().optional(),
})
export const linkToken = z.string().regex(/^[\w-]{43}$/, "This link is not complete.")

/** Only a path of our own: nobody may send a person elsewhere through our sign-in. */
export function safeNext(next: unknown): string {
  if (typeof next !== "string" || !/^\/(?![/\\])/.test(next) || unprintable.test(next) || next.includes("\\")) return "/"
  const { origin, pathname, search, hash } = new URL(next, "http://here.invalid")
  return origin === "http://here.invalid" && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : "/"
}
