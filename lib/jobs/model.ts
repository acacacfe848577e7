import * as z from "zod"
import { isKeepable } from "../access/keepable"
import { idOf, type JobId, type JobRunId } from "../base/ids"
import type { UsableConnection } from "../connections/model"
import type { Column, JobType } from "../connectors/connector"
import { isPlatform, manifestOf } from "../connectors/manifests"
import { type LeaningView, type Newest, nameOf } from "../dependents/model"
import { type JobKind, type JobState, jobKinds, jobSorts, jobStates, jobTypeOf, rhythms, type Setting } from "./states"

export const jobName = nameOf("job")

const oneLine = z
  .string()
  .trim()
  .max(300, "At most 300 characters. Shorten it.")
  .refine(isKeepable)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here
  .refine((value) => !/[\u0000-\u001f\u007f]/.test(value), "It holds a control character. Type it again without pasting.")
const folder = oneLine.refine((value) => !value.split("/").includes(".."), "A folder does not go up. Take .. away.")

function answerTo(name: string, { label, asks, optional }: Setting): z.ZodType {
  const missing = `Choose or enter ${label.toLowerCase()}.`
  if (asks === "columns" || asks === "list") {
    const list = z.array(oneLine.min(1)).max(100, `${label}: at most 100.`)
    return optional ? list.default([]) : list.min(1, missing)
  }
  const text = name === "folder" ? folder : oneLine
  return optional ? text.default("") : text.min(1, missing)
}

/** What a type of job is told, as it is kept. */
export type Settings = Record<string, string | string[]>
export const settingsOf = (type: JobType): z.ZodType<Settings, Record<string, unknown>> =>
  z.strictObject(
    Object.fromEntries(Object.entries(jobTypeOf[type].settings).map(([name, setting]) => [name, answerTo(name, setting)])),
  ) as unknown as z.ZodType<Settings, Record<string, unknown>>

const rhythm = z.union(
  rhythms.map((every) => z.literal(every)),
  "Choose how often it runs.",
)

const any = <T extends JobType>(type: T) => ({
  name: jobName,
  type: z.literal(type),
  connectionId: idOf("con"),
  settings: settingsOf(type),
  everyMinutes: rhythm,
})
const alone = <T extends JobType>(type: T) => z.strictObject({ ...any(type), audienceId: z.null().default(null) })
const withAudience = <T extends JobType>(type: T) => z.strictObject({ ...any(type), audienceId: idOf("aud") })
export const newJob = z.discriminatedUnion(
  "type",
  [
    withAudience("export.webhook"),
    withAudience("export.bucket"),
    withAudience("enrichment.contacts"),
    alone("import.experiences"),
    alone("import.pubsub"),
  ],
  "Choose what the job does.",
)
export const jobRef = z.strictObject({ jobId: idOf("job") })
/** Its authorization and its audience stay: another one is another job. */
export const editedJob = jobRef.extend({
  version: z.int32(),
  name: jobName,
  settings: z.record(z.string().max(64), z.unknown()),
  everyMinutes: rhythm,
})

const way = { direction: z.enum(["asc", "desc"]).catch("desc").default("desc"), sort: z.enum(jobSorts).catch("created").default("created") }
/** The list's address. What is not understood falls back, so that an old link still opens. */
export const jobFilter = z.object({
  q: z.string().trim().max(200).refine(isKeepable).catch("").default(""),
  state: z.enum(jobStates).optional().catch(undefined),
  kind: z.enum(jobKinds).optional().catch(undefined),
  ...way,
  after: z.string().max(800).optional().catch(undefined),
  before: z.string().max(800).optional().catch(undefined),
  size: z.coerce.number().int().min(10).max(200).catch(50).default(50),
})
export type JobFilter = z.output<typeof jobFilter>
export const jobsOfConnection = z.object({ connectionId: idOf("con"), ...way })

/** Why an authorization cannot do this job; null when it can. */
export function notEnabled({ platform, method }: { platform: string; method: string }, type: JobType): string | null {
  if (!isPlatform(platform)) return "This platform is no longer supported."
  const { name, methods } = manifestOf(platform)
  const enabling = Object.values(methods).filter(({ enables = [] }) => enables.includes(type))
  if (enabling.length === 0) return `${name} does not offer this job.`
  if (methods[method]?.enables?.includes(type)) return null
  return `Only ${enabling.map(({ label }) => label).join(" or ")} of ${name} enables this job.`
}

/** What Choose Authorization shows: `refuses` says which types of job it cannot do, and why. */
export type Authorization = UsableConnection & { refuses: Partial<Record<JobType, string>> }

/** The authorizations as a picker of one type shows them: what cannot do it is greyed with the reason. */
export const authorizationsFor = (all: readonly Authorization[], type: JobType): UsableConnection[] =>
  all.map(({ refuses, ...one }) => (one.usable && refuses[type] ? { ...one, usable: false, explanation: refuses[type] ?? null } : one))

/** What can hold the place in a table: every row has a value, and the values have an order that we can ask for. */
export const canBeKey = ({ kind }: Column): boolean => kind === "number" || kind === "text"
/** The key that the source itself names, if it is one column. */
export function keyIn(columns: readonly Column[]): string | undefined {
  const keys = columns.filter((column) => column.key)
  return keys.length === 1 && keys[0] && canBeKey(keys[0]) ? keys[0].name : undefined
}

export type JobRunView = {
  id: JobRunId
  state: "queued" | "running" | "succeeded" | "failed" | "cancelled"
  attempt: number
  rows: number
  batches: number
  reason: string | null
  /** When a failed try is made again. */
  againAt: string | null
  createdAt: string
  finishedAt: string | null
}
export type JobRow = LeaningView & {
  id: JobId
  name: string
  kind: JobKind
  type: JobType
  state: JobState
  everyMinutes: number | null
  reason: string | null
  failingSince: string | null
  nextRunAt: string | null
  lastRunAt: string | null
  createdAt: string
}
export type JobPage = Newest<JobRow>
export type JobRunDetail = JobRunView & { /** Null when the clock did. */ startedBy: string | null; usedSeatOf: string }
export type JobDetail = JobRow & {
  audience: { id: string; name: string; columns: Column[] } | null
  settings: Settings
  version: number
  endedAt: string | null
  /** Why this viewer may look and not change; null when they may change it. */
  readOnly: string | null
  runs: JobRunDetail[]
  /** The newest of what it brought, for those who may use its authorization. */
  records: { of: number; newest: { key: string; payload: unknown; receivedAt: string }[] } | "hidden" | null
}

/** What a second editor needs to see after a conflict. */
export type PresentJob = Pick<JobDetail, "name" | "settings" | "everyMinutes" | "version">
