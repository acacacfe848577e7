import type { Consent, Signed } from "./consent/words"
import type { AnswersTo, Fields } from "./fields"
import type { Dial } from "./meter"

export type { Dial, Meter } from "./meter"

/** What jobs can do with an authorization. Which of them a method of signing in enables stands beside the method. */
export const jobTypes = ["import.pubsub", "import.experiences", "export.bucket", "export.webhook", "enrichment.contacts"] as const
export type JobType = (typeof jobTypes)[number]

export type Method = {
  label: string
  help?: string
  fields: Fields
  /** The jobs that it enables; none where it only reads. */
  enables?: readonly JobType[]
  /** The platform's own page about this method. */
  docs?: string
  /** Its secret is not typed: the person signs in at the platform. */
  consent?: Consent
}
export type Methods = Record<string, Method>
export type Category = "Data Warehouse" | "Cloud Storage" | "Database" | "File" | "Channel"
export type Maturity = "Available" | "Beta" | "Coming soon"
export type Dialect = "postgres" | "mysql" | "duckdb" | "bigquery" | "snowflake"

/** One thing that the credential must, or had better, be allowed to do. */
export type Permission = { name: string; neededFor: string; required: boolean }

/** All that the console needs to know of a platform: what to ask, and in which ways it lets us in. Browser-safe. */
export type Manifest<Id extends string = string, S extends Fields = Fields, M extends Methods = Methods> = {
  id: Id
  name: string
  aliases: readonly string[]
  category: Category
  maturity: Maturity
  /** One sentence for the card, two or three facts for the page. */
  description: string
  facts: readonly string[]
  /** Open: where the source is. */
  settings: S
  /** Sealed: how it lets us in. One of these is chosen. */
  methods: M
  permissions: readonly Permission[]
  /** The least-privilege script with the user's own names filled in; `{...}` stands where a name is not known yet. */
  script(settings: Partial<Record<string, unknown>>, method: Partial<Record<string, unknown>>): string
  /** What stands over the script where it is not run as it is. */
  scriptWords?: { title: string; lead?: string }
  /** The canonical destination that the sealed secret is bound to, e.g. `postgres://host:5432/database as user`. */
  destination(settings: AnswersTo<S>, method: Partial<Record<string, unknown>>): string
  /** The short locator shown under the name, e.g. `host/database`. */
  locator(settings: AnswersTo<S>): string
  /** What the box above the form takes, where that is not the connection string of a database. */
  paste?: { label: string; help: string; placeholder: string }
  /** The worker dials out for it; false for files. */
  dials: boolean
  /** `dialect`: absent where there are no tables. `rows`: can fetch rows, for queries. `charges`: bills what is read, and estimates it first. */
  capabilities: { sharing: boolean; metrics: boolean; dialect?: Dialect; rows?: boolean; charges?: boolean }
}
export const manifest = <const Id extends string, S extends Fields, M extends Methods>(m: Manifest<Id, S, M>) => m

/** What one refusal means. `says` is how our own sentence begins, or its fixed parts with `…` between them. */
export type Cause = { reason: SourceReason; says: string; why: string; remedy: string }
/** What a person reads before and when it goes wrong. Apart from the manifest: it is shown by the server alone and weighs nothing in the form. */
export type Guide = {
  /** What to create at the platform, before the connect form is opened. */
  steps: readonly { title: string; text: string; code?: string }[]
  /** What the worker dials, for a firewall that looks at both ends; absent for a file. */
  reaches?: string
  causes: readonly Cause[]
}

/** A platform that stands in the catalog and cannot be connected yet. */
export type Announced = Pick<Manifest, "id" | "name" | "aliases" | "category" | "description" | "facts"> & { maturity: "Coming soon" }

export type ColumnKind = "text" | "number" | "boolean" | "date" | "timestamp" | "json" | "other"
export type Column = {
  name: string
  /** The source's own word for the type, e.g. `numeric(10,2)`. */
  type: string
  /** What filters may be put on it. */
  kind: ColumnKind
  nullable: boolean
  comment?: string
  key?: boolean
  /** Its values stand in the names of folders, not in the files; a filter on it saves reading the others. */
  partition?: boolean
}
export type Table = {
  schema: string
  name: string
  kind: "table" | "view" | "materialized view" | "foreign table" | "partitioned table"
  /** False when the credential sees the name and may not read the rows. */
  readable: boolean
  estimatedRows?: number
  comment?: string
  columns: Column[]
  /** Where the source can tell it cheaply: a value that changes whenever anything above but the number of rows does. */
  mark?: string
}
export type Marked = Pick<Table, "schema" | "name" | "estimatedRows"> & { mark: string }

/** What one step of a validation found. `missing` names the permission, `remedy` is the statement or act that gives it. */
export type CheckResult = {
  outcome: "passed" | "failed" | "warning" | "skipped"
  /** One plain sentence, written by us; never the driver's own text. */
  message: string
  /** Why it failed, when the source itself refused: tells a wrong password from an outage. */
  reason?: SourceReason
  grants?: { permission: string; object: string; neededFor: string; required: boolean; held: boolean | "unknown"; remedy?: string }[]
  /** Rights that the credential has and should not have. */
  excess?: { right: string; object: string; remedy?: string }[]
}
export type Check = { key: string; title: string; run(): Promise<CheckResult> }

/** A filter compiled by `lib/sql`: text with the dialect's own placeholders, and the values bound to them. */
export type Statement = {
  text: string
  values: (string | number | boolean | null)[]
  /** For a source that fetches files before it can count: the table as last read, and what the filter asks of its partitions. */
  reads?: { schema: string; name: string; columns: Column[]; partitions?: Pick<Statement, "text" | "values"> }
}

export type Session = {
  /** In order. Each is run by the worker with its own time limit; a failed `connect` or `authenticate` skips the rest. */
  checks(): Check[]
  /** All readable or visible tables, page by page and in any order: memory is bounded by a page, not by the source. */
  tables(only?: readonly Pick<Table, "schema" | "name">[]): AsyncIterable<Table[]>
  /** The marks of the same tables without their columns. Who offers them reads `only` what `tables` is asked for. */
  marks?(): AsyncIterable<Marked[]>
  /** A cheap value that changes whenever the schema may have changed; absent where the source has none. */
  fingerprint?(): Promise<string>
  /** How much a count would read, where the source charges for reading. Costs nothing itself. */
  estimate?(statement: Statement, signal?: AbortSignal): Promise<{ bytes: number }>
  /** Runs one read-only statement that returns one row with one number. Where there are no tables it refuses as unsupported. */
  count(statement: Statement, limit: { signal: AbortSignal; timeoutMs: number }): Promise<number>
  /** Runs one read-only statement and answers its first `most` rows, each cell as text; absent where queries cannot be fetched yet. */
  rows?(statement: Statement, limit: { signal: AbortSignal; timeoutMs: number; most: number }): Promise<(string | null)[][]>
  /** Hands over one batch; the same `id` twice is the same batch. For `export.bucket` and `export.webhook`. */
  deliver?(batch: Batch, signal: AbortSignal): Promise<void>
  /** The journeys that the tool runs, page by page. For `import.experiences`. */
  experiences?(): AsyncIterable<{ externalId: string; name: string; state: "active" | "paused" | "ended" }[]>
  /** Some messages that wait; they come again unless `taken` is told that they are kept. For `import.pubsub`. */
  pull?(from: string, most: number, signal: AbortSignal): Promise<{ messages: { id: string; payload: unknown }[]; taken(): Promise<void> }>
  /** What the tool knows of these people, found by their e-mail address. At most `mostLookedUp` at once. For `enrichment.contacts`. */
  contacts?(
    emails: readonly string[],
    properties: readonly string[],
    signal: AbortSignal,
  ): Promise<{ email: string; properties: Record<string, string | null> }[]>
  close(): Promise<void>
}
/** A part of an export: a file of its own in a bucket, one request to a webhook. */
export type Batch = { id: string; path: string; body: Buffer; contentType: string }
export const mostLookedUp = 100

export type Keys<M extends Methods> = {
  [K in keyof M & string]: { method: K } & AnswersTo<M[K]["fields"]> & (M[K] extends { consent: Consent } ? { signed: Signed } : unknown)
}[keyof M & string]

export type Source<S extends Fields, M extends Methods> = {
  settings: AnswersTo<S>
  keys: Keys<M>
  signal: AbortSignal
  dial: Dial
  /** Resolves a `file` answer to a path inside the data folder or the operator's folder. */
  locate(file: string): Promise<string>
}
// biome-ignore lint/suspicious/noExplicitAny: fenced; drivers are typed by `driver()` and only the loader sees this
export type Driver<S extends Fields = any, M extends Methods = any> = { open(source: Source<S, M>): Promise<Session> }
export const driver = <S extends Fields, M extends Methods>(_of: Manifest<string, S, M>, d: Driver<S, M>) => d

export type SourceReason =
  | "unreachable"
  | "tls"
  | "credentials"
  | "permission"
  | "missing"
  | "timeout"
  | "cancelled"
  | "file"
  | "unsupported"

/** Why a source refused us, in words its owner can act on. `code` is from our own short list or a SQLSTATE, never raw text. */
export class SourceError extends Error {
  override name = "SourceError"
  constructor(
    readonly reason: SourceReason,
    message: string,
    readonly code?: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
