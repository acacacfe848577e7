import { join } from "node:path"
import type { Keys } from "./keys"
import type { DatabaseUrls } from "./provision"

/** Everything that one running Patchbay knows about itself. */
export type Setting = {
  home: string
  port: number
  url: string
  keys: Keys
  databases: DatabaseUrls
  workerPort: number
  /** host:port pairs that the worker may dial although they are private, and those it may never dial. */
  egressAllow: string[]
  egressDeny: string[]
  mode: "production" | "development"
}

const machine = [
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "CI",
  "LOG_LEVEL",
]
const operator = /^(SMTP_|OIDC_|PATCHBAY_(TRUSTED_HOPS|FILES_MAX_MB|FOLDER|SUPPORT|POOL|EGRESS_IPS|ENDPOINTS|DIST)$)/
/** What only the worker may know: it alone dials. */
const outward = /^PATCHBAY_(COUNT_MAX_MB$|AWS_|OAUTH_)/

/** The web sends people to a platform's sign-in and needs the client's id for that; the secret redeems what they bring back. */
export const clientIds = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, client]) =>
      name.startsWith("PATCHBAY_OAUTH_") ? [[name, (client ?? "").replace(/:.*/s, "")]] : [],
    ),
  )

/** What any child may know of the machine: a list of names, so that nothing of ours or the operator's slips through. */
export function baseEnvironment(): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(([name]) => machine.includes(name))
  return { ...Object.fromEntries(given), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", PATCHBAY_CHILD: "1" }
}

function common({ home, url, keys, mode }: Setting): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(([name]) => operator.test(name))
  return {
    ...baseEnvironment(),
    ...Object.fromEntries(given),
    NODE_ENV: mode,
    PATCHBAY_HOME: home,
    PATCHBAY_URL: url,
    PATCHBAY_AUDIT_KEY: keys.auditKey,
    WORKER_TOKEN: keys.workerToken,
  }
}

/** The web process seals with the public key; it learns neither the private key's place nor the worker's database role. */
export const webEnvironment = (setting: Setting) => ({
  ...common(setting),
  ...clientIds(),
  DATABASE_URL: setting.databases.webUrl,
  AUTH_SECRET: setting.keys.authSecret,
  AUTH_TRUST_HOST: "true",
  PATCHBAY_VAULT_PUBLIC: setting.keys.vaultPublic,
  WORKER_URL: `http://127.0.0.1:${setting.workerPort}`,
})

export const workerEnvironment = (setting: Setting) => ({
  ...common(setting),
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => outward.test(name))),
  DATABASE_URL: setting.databases.workerUrl,
  PATCHBAY_VAULT_PRIVATE: setting.keys.vaultPrivate,
  PATCHBAY_VAULT_PUBLIC: setting.keys.vaultPublic,
  WORKER_PORT: String(setting.workerPort),
  EGRESS_ALLOW: setting.egressAllow.join(","),
  EGRESS_DENY: setting.egressDeny.join(","),
})

/** For the demo's seed and the printed links: what the web process knows, and the owner's way in. */
export const scriptEnvironment = (setting: Setting) => ({
  ...webEnvironment(setting),
  OWNER_DATABASE_URL: setting.databases.ownerUrl,
  PATCHBAY_DEMO: process.env.PATCHBAY_DEMO ?? "1",
  PATCHBAY_DEMO_PASSWORD: process.env.PATCHBAY_DEMO_PASSWORD ?? "",
})

/** The young generation of the heap may grow to three times 16 MB; left alone it takes 100 MB as the modules are loaded and keeps them. */
export const serverFlags = ["--max-semi-space-size=16", "--conditions=react-server", "--import", "tsx"]
export const serverArguments = (script: string) => [...serverFlags, join(import.meta.dirname, "..", script)]

/** The web process runs as it stands: what reads TypeScript for the others would slow each `require` of its pages. */
export const webArguments = (port: number, { host = "127.0.0.1", dev = false } = {}) => [
  join(import.meta.dirname, "..", "server.ts"),
  ...["--host", host, "--port", String(port)],
  ...(dev ? ["--dev"] : []),
]
