import { type NextRequest, NextResponse } from "next/server"
import { env } from "@/lib/base/env"

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
  if (!harmless.has(request.method) && !isOurOwn(request))
    return new NextResponse("This request did not come from Patchbay's own pages.", {
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

/** A write must say that it comes from our own pages. One that says nothing is refused. */
function isOurOwn(request: NextRequest): boolean {
  const site = request.headers.get("sec-fetch-site")
  if (site) return site === "same-origin"
  const origin = request.headers.get("origin")
  if (!origin) return false
  const { origin: ours, hostname } = new URL(env().PATCHBAY_URL)
  if (origin === ours) return true
  // On one's own machine the same console is reached by several names.
  const local = (name: string) => name === "localhost" || name === "127.0.0.1" || name === "[::1]"
  return local(hostname) && URL.canParse(origin) && local(new URL(origin).hostname) && new URL(origin).host === request.headers.get("host")
}

export const config = {
  // Files with a name of their own content need no policy and may be kept. An upload must not pass: the framework would hold it in memory
  // for us and cut it off at 10 MB. Its door asks for our own page itself.
  matcher: ["/((?!_next/static|_next/image|favicon\\.svg$|connectors/[\\w-]+\\.svg$|api/console/[\\w-]+/files$).*)"],
}
