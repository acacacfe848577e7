/** One thing that a person consents to at the platform's own sign-in. */
export type Scope = { name: string; neededFor: string; required: boolean }
/** How a platform's own sign-in is asked (OAuth 2). Where it is stands in `endpoints.ts`; client id and secret are the operator's. */
export type Consent = {
  scopes: readonly Scope[] /** Added to the address of the sign-in, as the platform asks. */
  extra?: Readonly<Record<string, string>>
}

/** What a driver gets of a consent. The refresh token stays with the worker. */
export type Signed = {
  /** An access token that is good now. `refused`: the one that the platform did not take; another is then fetched. */
  token(refused?: string): Promise<string>
  /** What was granted, as the platform writes it, and what it said beside the tokens. */
  scope: string
  facts: Readonly<Record<string, string>>
}
