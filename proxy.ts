import { type NextRequest, NextResponse } from "next/server"
import { env } from "@/lib/base/env"
import { isOurOwn, notOurOwn } from "@/lib/doors/own-page"

const outside = new Set([
  "",
  "sign-in",
  "welcome",
  "set-up",
  "invitation",
  "reset-password",
  "account",
  "api",
  "_next",
  "livez",
  "readyz",
  "metrics",
  "design",
])
const forged = /^(content-security-policy(-report-only)?|x-nonce|x-action-forwarded|x-middleware-.*|x-patchbay-.*)$/
const harmless = new Set(["GET", "HEAD", "OPTIONS"])

/** Headers and the origin of writes. Nothing here decides who may do what. */
export function proxy(request: NextRequest) {
  if (!harmless.has(request.method) && !isOurOwn(request.headers))
    return new NextResponse(notOurOwn, {
      status: 403,
      headers: { "cache-control": "no-store" },
    })
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const policy = policyWith(nonce)
  const { pathname, search } = request.nextUrl

  const headers = new Headers(request.headers)
  for (const name of [...headers.keys()]) if (forged.test(name)) headers.delete(name)
  headers.set("content-security-policy", policy)
  headers.set("x-nonce", nonce)
  headers.set("x-patchbay-path", pathname + search)
  const [first = ""] = pathname.slice(1).split("/")
  if (!outside.has(first)) headers.set("x-patchbay-organization", first)

  const response = NextResponse.next({ request: { headers } })
  for (const [name, value] of Object.entries(answerHeaders(policy))) response.headers.set(name, value)
  const opens = request.headers.get("sec-fetch-dest") === "document" && !outside.has(first)
  // Where "/" leads next time. A wrong word in it leads nowhere.
  if (opens && request.cookies.get("patchbay-organization")?.value !== first)
    response.cookies.set("patchbay-organization", first, {
      path: "/",
      sameSite: "lax",
      httpOnly: true,
      secure: overTls(),
      maxAge: 31_536_000,
    })
  return response
}

const policyWith = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${env().NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ")

const overTls = () => env().PATCHBAY_URL.startsWith("https:")

const answerHeaders = (policy: string): Record<string, string> => ({
  "content-security-policy": policy,
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  ...(overTls() ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
})

export const config = {
  // Files with a name of their own content need no policy and may be kept. What the console's screens ask for is data: it needs neither a
  // nonce nor an organization, a quarter of its processor time went here, and an upload would be held in memory and cut off at 10 MB. Its doors ask
  // writes for our own page themselves; next.config.ts gives its answers their headers.
  matcher: ["/((?!_next/static|_next/image|(?:favicon|rail)\\.svg$|connectors/[\\w-]+\\.svg$|api/console/).*)"],
}
