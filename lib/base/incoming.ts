import { randomBytes } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"
// With their endings: `server.ts` runs as it is, without a bundler.
import { env } from "./env.ts"
import { ownWords } from "./own-words.ts"

type Incoming = { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders }
/** `refused` is the whole answer; otherwise Next answers, with these headers. */
type Reception = { refused: { status: 400 | 403; words: string }; headers?: never } | { refused?: never; headers: Record<string, string> }

const outside = new Set(["", "_next", ...ownWords])
const forged = /^(content-security-policy(-report-only)?|x-nonce|x-action-forwarded|x-middleware-.*|x-patchbay-.*)$/
const harmless = new Set(["GET", "HEAD", "OPTIONS"])
/** Files with a name of their own content need no policy and may be kept. */
const files = /^\/(_next\/(static|image)\b|(favicon|rail)\.svg$|connectors\/[\w-]+\.svg$)/
/** What the console's screens ask for is data: it needs neither a nonce nor an organization. */
const data = /^\/api\/console\//

/**
 * What comes before Next sees a request: a write from elsewhere is refused, what only we may say is taken out of its headers, a page
 * learns its nonce, its address and its organization. Nothing here decides who may do what.
 */
export function receive({ method = "GET", url = "/", headers }: Incoming): Reception {
  if (!harmless.has(method) && !isOurOwn(headers))
    return { refused: { status: 403, words: "This request did not come from Patchbay's own pages." } }
  const address = addressOf(url)
  if (!address) return { refused: { status: 400, words: "This address cannot be read." } }
  for (const name of Object.keys(headers)) if (forged.test(name)) delete headers[name]
  const { pathname, searchParams } = address
  if (files.test(pathname)) return { headers: {} }
  if (data.test(pathname)) return { headers: ofData }

  const policy = policyWith(randomBytes(16).toString("base64"))
  searchParams.delete("_rsc")
  headers["content-security-policy"] = policy.text
  headers["x-nonce"] = policy.nonce
  headers["x-patchbay-path"] = pathname + address.search
  const [first = ""] = pathname.slice(1).split("/")
  if (outside.has(first)) return { headers: ofPage(policy.text) }
  headers["x-patchbay-organization"] = first
  return { headers: { ...ofPage(policy.text), ...remembering(first, headers) } }
}

/** By hand from its first stroke on: an address that begins with two of them is not another host's. */
const addressOf = (url: string): URL | null => URL.parse(url.startsWith("/") ? `http://patchbay${url}` : url)

/** A write must say that it comes from our own pages. One that says nothing is refused. */
function isOurOwn({ "sec-fetch-site": site, origin, host }: IncomingHttpHeaders): boolean {
  if (site) return site === "same-origin"
  if (!origin) return false
  const ours = new URL(env().PATCHBAY_URL)
  if (origin === ours.origin) return true
  // On one's own machine the same console is reached by several names.
  const local = (name: string) => name === "localhost" || name === "127.0.0.1" || name === "[::1]"
  const said = URL.parse(origin)
  return said !== null && local(ours.hostname) && local(said.hostname) && said.host === host
}

/** Where "/" leads next time. A wrong word in it leads nowhere. */
function remembering(slug: string, { "sec-fetch-dest": what, cookie = "" }: IncomingHttpHeaders): Record<string, string> {
  const pair = `patchbay-organization=${encodeURIComponent(slug)}`
  if (what !== "document" || cookie.split("; ").includes(pair)) return {}
  return { "set-cookie": `${pair}; Path=/; Max-Age=31536000; HttpOnly; SameSite=lax${overTls() ? "; Secure" : ""}` }
}

const policyWith = (nonce: string) => ({
  nonce,
  text: [
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
  ].join("; "),
})

const overTls = () => env().PATCHBAY_URL.startsWith("https:")

const ofEach = {
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin",
  "cross-origin-resource-policy": "same-origin",
}
const ofData = { ...ofEach, "content-security-policy": "default-src 'none'; frame-ancestors 'none'" }
const ofPage = (policy: string) => ({
  ...ofEach,
  "content-security-policy": policy,
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  ...(overTls() ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
})
