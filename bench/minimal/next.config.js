import path from "node:path"

export default {
  distDir: ".next",
  poweredByHeader: false,
  serverExternalPackages: ["postgres"],
  turbopack: { root: path.resolve(import.meta.dirname, "../..") },
}
