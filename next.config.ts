import path from "node:path"
import type { NextConfig } from "next"

const config: NextConfig = {
  distDir: process.env.PATCHBAY_DIST ?? ".next",
  reactCompiler: true,
  typedRoutes: false,
  poweredByHeader: false,
  // A title comes with its page and is never gone in between, as it is when it is streamed after it: here it costs nothing to know.
  htmlLimitedBots: /.*/,
  // `npm test` runs tsc on its own; a newcomer's first start should not pay for it a second time.
  typescript: { ignoreBuildErrors: process.env.PATCHBAY_SKIP_TYPECHECK === "1" },
  turbopack: { root: path.resolve(import.meta.dirname) },
  serverExternalPackages: ["pg-boss", "postgres", "@node-rs/argon2", "pino", "rate-limiter-flexible"],
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "1mb" } },
}

export default config
