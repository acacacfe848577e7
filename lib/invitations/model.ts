import * as z from "zod"
import { email, linkToken, newPassword, personName } from "@/lib/accounts/model"
import { idOf } from "@/lib/base/ids"
import { memberRole } from "@/lib/members/model"

export const mostAtOnce = 50

/** Addresses as people paste them: by line, comma or semicolon, with or without a name around. */
export function addressesIn(pasted: string): string[] {
  const found = pasted
    .split(/[\n,;]+/)
    .map((part) => (/<([^<>]+)>/.exec(part)?.[1] ?? part).trim())
    .filter(Boolean)
  return [...new Map(found.map((address) => [address.toLowerCase(), address])).values()]
}

export const isAddress = (text: string): boolean => email.safeParse(text).success

export const newInvitations = z.object({
  emails: z
    .string()
    .max(20_000, "This is too long. Paste the addresses only.")
    .transform(addressesIn)
    .refine((all) => all.length > 0, "Write at least one address.")
    .refine((all) => all.length <= mostAtOnce, `Invite at most ${mostAtOnce} people at once.`),
  role: memberRole,
  seat: z.boolean().default(true),
  teamIds: z.array(idOf("tea")).max(200).default([]),
})
export const invitationRef = z.object({ invitationId: idOf("inv") })

/** Somebody new says who they are; somebody known only says the password, or is signed in already. */
export const acceptNew = z.object({ token: linkToken, name: personName, password: newPassword })
export const acceptKnown = z.object({
  token: linkToken,
  password: z.string().min(1, "Write your password.").max(1_000, "This password is too long."),
})

/** What became of one line of the paste. */
export type Invited = { email: string; url?: string; refusal?: string }
