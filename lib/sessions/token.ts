import "server-only"
import { createHash, randomBytes } from "node:crypto"

/** What goes into a cookie or a link: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString("base64url")

/** What is kept of it. The token is random, so a plain hash cannot be guessed back. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url")
