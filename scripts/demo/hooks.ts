import { createHash } from "node:crypto"

/** Known to everybody who reads this: what it signs is invented, and its receiver answers on this machine only. */
export const hookSecret = (place: string): string => `whsec_${createHash("sha256").update(`the demo's ${place}`).digest("base64")}`
