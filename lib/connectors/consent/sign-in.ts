import type { HttpClient } from "../http"

/** One thing that a person consents to at the platform's own sign-in. */
export type Scope = { name: string; neededFor: string; required: boolean }
/** How a platform's own sign-in is asked (OAuth 2). Where it is stands in `endpoints.ts`; client id and secret are the operator's. */
export type Consent = {
  scopes: readonly Scope[] /** Added to the address of the sign-in, as the platform asks. */
  extra?: Readonly<Record<string, string>>
}

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

/** What a driver gets of a consent. The refresh token stays with the worker. */
export type Signed = {
  /** An access token that is good now. `refused`: the one that the platform did not take; another is then fetched. */
  token(refused?: string): Promise<string>
  /** What was granted, as the platform writes it, and what it said beside the tokens. */
  scope: string
  facts: Readonly<Record<string, string>>
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
