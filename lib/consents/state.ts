import "server-only"
import { hashOf, newToken } from "@/lib/sessions/token"

/** The callback's address names no organization, so the state does; only the hash of the whole is kept. */
export const newState = (slug: string): string => `${slug}.${newToken()}`
export const slugIn = (state: string): string => /^([a-z0-9-]{1,100})\.[\w-]{43}$/.exec(state)?.[1] ?? ""
export { hashOf }
