import * as z from "zod"

const flag = z
  .enum(["0", "1", "true", "false", ""])
  .optional()
  .transform((value) => value === "1" || value === "true")
const optional = z
  .string()
  .optional()
  .transform((value) => value || undefined)

const schema = z.object({
  NODE_ENV: z.string().default("development"),
  DATABASE_URL: z.string().min(1, "DATABASE_URL is not set"),
  AUTH_SECRET: optional,
  PATCHBAY_URL: z.string().default("http://localhost:3000"),
  PATCHBAY_HOME: z.string().default(".data"),
  PATCHBAY_VAULT_PUBLIC: optional,
  PATCHBAY_VAULT_PRIVATE: optional,
  PATCHBAY_AUDIT_KEY: optional,
  PATCHBAY_TRUSTED_HOPS: z.coerce.number().int().min(0).default(0),
  PATCHBAY_FILES_MAX_MB: z.coerce.number().min(1).default(512),
  PATCHBAY_FOLDER: optional,
  PATCHBAY_EGRESS_IPS: optional,
  PATCHBAY_SUPPORT: optional,
  PATCHBAY_DEMO_PASSWORD: optional,
  PATCHBAY_POOL: z.coerce.number().int().min(1).max(200).default(20),
  PATCHBAY_COUNT_MAX_MB: z.coerce.number().min(1).default(1_024),
  /** The operator's own identity at AWS, with which the worker assumes the roles of connections. */
  PATCHBAY_AWS_ACCESS_KEY_ID: optional,
  PATCHBAY_AWS_SECRET_ACCESS_KEY: optional,
  PATCHBAY_AWS_SESSION_TOKEN: optional,
  WORKER_URL: optional,
  WORKER_PORT: z.coerce.number().int().optional(),
  WORKER_TOKEN: optional,
  PATCHBAY_ENDPOINTS: z.string().default(""),
  /** The operator's clients at the sign-ins of platforms: `PATCHBAY_OAUTH_GOOGLE_ADS=id:secret` stands here as `google-ads`. */
  PATCHBAY_OAUTH: z.record(z.string(), z.string().regex(/^[^:\s]+(:\S+)?$/, "must be id:secret")).default({}),
  EGRESS_ALLOW: z.string().default(""),
  EGRESS_DENY: z.string().default(""),
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: z.string().default("single sign-on"),
  SMTP_URL: optional.refine((url) => !url || (/^smtps?:\/\//.test(url) && URL.canParse(url)), "must be smtp://... or smtps://..."),
  SMTP_FROM: optional,
  LOG_LEVEL: z.string().default("info"),
  CI: flag.catch(true),
})
export type Env = z.output<typeof schema>

let parsed: Env | undefined

/** The only reader of the environment. Parsed once, at first use; a wrong value stops the process and says which. */
export function env(): Env {
  if (!parsed) {
    const result = schema.safeParse({ ...process.env, PATCHBAY_OAUTH: clientsIn(process.env) })
    if (!result.success)
      throw new Error(`Environment: ${result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`)
    parsed = result.data
  }
  return parsed
}

const clientsIn = (given: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const [, platform] = /^PATCHBAY_OAUTH_([A-Z0-9_]+)$/.exec(name) ?? []
      return platform && value ? [[platform.toLowerCase().replaceAll("_", "-"), value]] : []
    }),
  )

/** A value that this process cannot run without. */
export function required<K extends keyof Env>(name: K): NonNullable<Env[K]> {
  const value = env()[name]
  if (value === undefined || value === null || value === "") throw new Error(`Environment: ${name} is not set`)
  return value as NonNullable<Env[K]>
}
