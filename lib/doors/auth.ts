import "server-only"
import { cookies, headers } from "next/headers"
import NextAuth from "next-auth"
import { decode } from "next-auth/jwt"
import Credentials from "next-auth/providers/credentials"
import { database } from "@/db/client"
import { federatedPerson } from "@/lib/accounts/federated"
import { now } from "@/lib/base/clock"
import { env, required } from "@/lib/base/env"
import type { UserId } from "@/lib/base/ids"
import { log } from "@/lib/base/log"
import { paths } from "@/lib/base/paths"
import { times } from "@/lib/base/times"
import { endExpired } from "@/lib/sessions/end"
import { findSession } from "@/lib/sessions/find"
import { openSession } from "@/lib/sessions/open"
import { visitOf } from "./visit"

const site = new URL(env().PATCHBAY_URL)
const secure = site.protocol === "https:"
// Cookies do not know ports: two Patchbays on one machine would sign each other out.
export const cookieName = secure ? "__Host-patchbay" : `patchbay-${site.port || "80"}`
/** A browser takes a `__Host-` name only with these. */
export const cookieOptions = { httpOnly: true, sameSite: "lax" as const, path: "/", secure }
/** Where an invited person comes back from single sign-on. */
export const invitationCookie = `${cookieName}-invitation`
const maxAge = times.sessionAbsolute / times.second
export const hasSingleSignOn = Boolean(env().OIDC_ISSUER && env().OIDC_CLIENT_ID)

const singleSignOn = () => ({
  id: "oidc",
  name: env().OIDC_NAME,
  type: "oidc" as const,
  issuer: env().OIDC_ISSUER,
  clientId: env().OIDC_CLIENT_ID,
  clientSecret: env().OIDC_CLIENT_SECRET,
  checks: ["pkce" as const, "state" as const, "nonce" as const],
  authorization: { params: { scope: "openid email profile" } },
  // Strict providers tell the address only here.
  idToken: false,
  profile: (profile: Record<string, unknown>) => ({ id: String(profile.sub) }),
})

/** The ticket is a session token that this process has just made; it never comes over HTTP, because that route is not open. */
const ticket = Credentials({
  id: "ticket",
  credentials: { ticket: {} },
  authorize: async ({ ticket }) => (typeof ticket === "string" && (await findSession(database(), ticket)) ? { id: ticket } : null),
})

const nextAuth = NextAuth({
  secret: required("AUTH_SECRET"),
  trustHost: true,
  basePath: "/api/auth",
  useSecureCookies: secure,
  session: { strategy: "jwt", maxAge },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: hasSingleSignOn ? [ticket, singleSignOn()] : [ticket],
  cookies: { sessionToken: { name: cookieName, options: cookieOptions } },
  logger: {
    error: (error) => log.warn({ name: error.name, message: error.message }, "sign-in"),
    warn: () => {},
    debug: () => {},
  },
  callbacks: {
    async signIn({ user, account, profile }) {
      if (account?.provider !== "oidc") return true
      const token = (await cookies()).get(invitationCookie)?.value
      const userId = await federatedPerson(database(), { issuer: required("OIDC_ISSUER"), profile: profile ?? {}, invitation: token })
      if (!userId) return `${paths.signIn()}?refused=stranger`
      user.id = (await openSession(database(), userId, visitOf(await headers()))).token
      return true
    },
    // The cookie carries the session token and nothing else; name, role and rights are read from their rows.
    jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
  },
})

export const startSingleSignOn = (next: string): Promise<never> => nextAuth.signIn("oidc", { redirectTo: next })

/** The provider's answer. The address is ours as configured: Next rewrites 127.0.0.1 to localhost, and the provider compares. */
export function finishSingleSignOn(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const asConfigured = new Request(new URL(pathname + search, site), { headers: request.headers })
  return nextAuth.handlers.GET(asConfigured as Parameters<typeof nextAuth.handlers.GET>[0])
}

/** Opens a session for this person and hands the browser its cookie. */
export async function enter(userId: UserId): Promise<void> {
  const db = database()
  await endExpired(db, userId)
  const { token } = await openSession(db, userId, visitOf(await headers()))
  await nextAuth.signIn("ticket", { ticket: token, redirect: false })
}

/** Takes the cookie back. The row is the caller's to delete. */
export const dropCookie = async (): Promise<void> => {
  await nextAuth.signOut({ redirect: false })
}

/** The session token in this request's cookie, if the cookie is ours and whole. */
export async function tokenOfRequest(): Promise<string | undefined> {
  const cookie = (await cookies()).get(cookieName)?.value
  if (!cookie) return undefined
  const known = opened.get(cookie)
  if (known && known.until > now().getTime()) return known.sid
  opened.delete(cookie)
  const payload = await decode<Payload>({ token: cookie, secret: required("AUTH_SECRET"), salt: cookieName }).catch(() => null)
  if (typeof payload?.sid !== "string" || typeof payload.exp !== "number") return undefined
  if (opened.size >= mostOpened) opened.clear()
  opened.set(cookie, { sid: payload.sid, until: payload.exp * times.second })
  return payload.sid
}

type Payload = { sid?: unknown; exp?: number }
/** What stands in a cookie never changes, and to open one costs more than to ask for the session's row, which is asked for every time. */
const opened = new Map<string, { sid: string; until: number }>()
const mostOpened = 2_000
