import type { HttpClient } from "../http"

/** What a platform's sign-in leaves in our hands. Sealed, and never told to anybody. */
export type Tokens = {
  accessToken: string
  refreshToken?: string
  /** When the access token ends, in milliseconds; absent where the platform does not say. */
  endsAt?: number
  /** What was granted, as the platform writes it. */
  scope: string
  /** Who signed in, in the platform's own word. Another one is another authorization. */
  account?: string
  /** What the platform says beside the tokens and the driver needs, such as the host of this customer. */
  facts: Record<string, string>
}

/** The platform's own sign-in (OAuth 2): addresses of ours or of the operator, never typed by a person. */
export type SignIn = {
  /** How the platform calls itself in its answers (RFC 9207); another name there is somebody else's answer. */
  issuer: string
  /** Where people go. */
  authorize: string
  /** Where the worker redeems and renews. */
  token: string
  /** Where one token is given back (RFC 7009). Absent where giving back one ends every sign-in of that person with this client. */
  revoke?: string
  /** Reads who signed in and the facts out of the platform's answer; `claims` are those of its ID token. */
  read?(answer: Record<string, unknown>, claims?: Record<string, unknown>): Pick<Tokens, "account" | "facts">
  /** Where a token is not renewed but exchanged for one that lives longer. */
  lengthen?(http: HttpClient, client: { id: string; secret: string }, tokens: Tokens): Promise<Tokens>
}

/** What is said of a text that should be one line of an answer. */
export const lineOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.length <= 500 && /^[\x21-\x7e]+$/.test(value) ? value : undefined
