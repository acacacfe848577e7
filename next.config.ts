import path from "node:path"
import type { NextConfig } from "next"

/** For what the console's screens ask: data, never a page. Pages get theirs from `proxy.ts`. */
const ofData = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin",
  "cross-origin-resource-policy": "same-origin",
}

const config: NextConfig = {
  output: process.env.STANDALONE === "1" ? "standalone" : undefined,
  distDir: process.env.PATCHBAY_DIST ?? ".next",
  reactCompiler: true,
  typedRoutes: false,
  poweredByHeader: false,
  // A title comes with its page and is never gone in between, as it is when it is streamed after it: here it costs nothing to know.
  htmlLimitedBots: /.*/,
  // `npm test` runs tsc on its own; a newcomer's first start should not pay for it a second time.
  typescript: { ignoreBuildErrors: process.env.PATCHBAY_SKIP_TYPECHECK === "1" },
  headers: async () => [{ source: "/api/console/:path*", headers: Object.entries(ofData).map(([key, value]) => ({ key, value })) }],
  turbopack: { root: path.resolve(import.meta.dirname) },
  serverExternalPackages: ["pg-boss", "postgres", "@node-rs/argon2", "pino", "rate-limiter-flexible"],
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "1mb" } },
}

export default config
