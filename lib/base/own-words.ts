/** First words of our own addresses: no organization is called so, and none is looked for under them. */
export const ownWords: readonly string[] = [
  "sign-in",
  "welcome",
  "set-up",
  "invitation",
  "reset-password",
  "account",
  "api",
  "livez",
  "readyz",
  "metrics",
  "design",
  "connectors",
  "help",
  "docs",
]
