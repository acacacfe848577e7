import * as z from "zod"
import { idOf } from "../base/ids"
import { answers, newConnection } from "../connections/model"

/** What the wizard holds when the person leaves for the platform, or the connection that is signed in again. */
export const begunConsent = z.union([
  newConnection.extend({
    /** Where the wizard was entered: the way leads back there. */ entrance: z
      .enum(["connection", "authorization", "job"])
      .default("connection"),
  }),
  z.strictObject({ connectionId: idOf("con"), keys: answers.default({}) }),
])
export type BegunConsent = z.input<typeof begunConsent>

const word = (most: number) => z.string().min(1).max(most).optional().catch(undefined)
/** What a browser brings back from the platform. What is not a word of ours is nothing. */
export const broughtBack = z.strictObject({
  platform: z.string().max(64),
  state: z.string().max(200),
  code: word(4_096),
  error: word(200),
  iss: word(500),
})

/** Why nothing was connected, in one word for the address and one sentence for the person. */
export const consentFailures = {
  refused: "You did not allow it, so nothing was connected. Everything you entered is still here.",
  failed: "The sign-in did not finish, so nothing was connected. Try again; everything you entered is still here.",
  expired: "The sign-in took longer than ten minutes and has ended. Begin it again; everything you entered is still here.",
  mixed: "The answer came from another sign-in than the one that was asked for, so it was not used. Begin again.",
  used: "This sign-in was used already. Begin it again.",
  unknown: "This sign-in was not begun in this browser, or your session has changed since. Begin it again.",
  taken: "Another connection took this name meanwhile. Choose another name, then sign in again.",
  changed: "What you may do here has changed meanwhile, so nothing was connected. Check what you entered, then sign in again.",
} as const
export type ConsentFailure = keyof typeof consentFailures

/** The sentence for an address that says why. */
export const consentFailureOf = (word: string | undefined): string | undefined =>
  word && Object.hasOwn(consentFailures, word) ? consentFailures[word as ConsentFailure] : undefined
