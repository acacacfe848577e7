import * as z from "zod"
import { isKeepable } from "../access/keepable"
import { idOf, type JobId, type JobRunId } from "../base/ids"
import type { Column, JobType } from "../connectors/connector"
import { isPlatform, manifestOf } from "../connectors/manifests"
import { type LeaningView, type Newest, nameOf } from "../dependents/model"
import { type JobKind, type JobState, jobKinds, jobSorts, jobStates } from "./states"

export const jobName = nameOf("job")

/** One question that a type of job asks. The columns are those of the audience's table. */
export type Setting = {
  label: string
  asks: "text" | "list" | "key column" | "text column" | "columns"
  help: string
  optional?: true
}
export type TypeOfJob = {
  kind: JobKind
  label: string
  /** One sentence for the form: what it does and how far. */
  does: string
  /** Whose members it sends or looks up. */
  audience: boolean
  settings: Record<string, Setting>
}

const key: Setting = {
  label: "Key column",
  asks: "key column",
  help: "Rows are read in its order, so that a job that was stopped goes on where it was. Every row has a value of its own in it.",
}
const columns: Setting = {
  label: "Columns",
  asks: "columns",
  help: "Empty means the first 100 columns of the table.",
  optional: true,
}

/** What jobs there are, as data: the form, the checks and the pages read it here. */
export const jobTypeOf: Record<JobType, TypeOfJob> = {
  "export.webhook": {
    kind: "export",
    label: "Send an audience to a webhook",
    does: "Sends the members of an audience as CSV, 5,000 rows a request. The same request may come twice after a fault, with the same id.",
    audience: true,
    settings: { key, columns },
  },
  "export.bucket": {
    kind: "export",
    label: "Write an audience to a bucket",
    does: "Writes the members of an audience as CSV files of 5,000 rows each.",
    audience: true,
    settings: {
      key,
      columns,
      folder: { label: "Folder", asks: "text", help: "Where the files go inside the bucket, such as exports/consumers.", optional: true },
    },
  },
  "import.experiences": {
    kind: "import",
    label: "Import experiences",
    does: "Reads which journeys run in the tool. Those that are no longer listed there are shown as ended.",
    audience: false,
    settings: {},
  },
  "import.pubsub": {
    kind: "import",
    label: "Import messages from Cloud Pub/Sub",
    does: "Takes the messages that wait in a subscription. The newest 10,000 are kept, each once.",
    audience: false,
    settings: {
      subscription: { label: "Subscription", asks: "text", help: "Its short name or its whole path, as Google Cloud shows it." },
    },
  },
  "enrichment.contacts": {
    kind: "enrichment",
    label: "Look up contacts",
    does: "Asks the tool what it knows of the members of an audience, found by their e-mail address. The newest 10,000 answers are kept.",
    audience: true,
    settings: {
      key,
      email: { label: "E-mail column", asks: "text column", help: "The column that holds the e-mail address." },
      properties: { label: "Properties", asks: "list", help: "What to ask for, separated by commas, such as firstname, city." },
    },
  },
}

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
export const settingsOf = (type: JobType): z.ZodType<Settings> =>
  z.strictObject(
    Object.fromEntries(Object.entries(jobTypeOf[type].settings).map(([name, setting]) => [name, answerTo(name, setting)])),
  ) as unknown as z.ZodType<Settings>

/** How often a job may run. Null is once. */
export const rhythms = [null, 15, 60, 360, 1440, 10_080] as const
export type Rhythm = (typeof rhythms)[number]
const rhythm = z.union(
  rhythms.map((every) => z.literal(every)),
  "Choose how often it runs.",
)

const wanted = <T extends JobType>(type: T) =>
  z.strictObject({
    name: jobName,
    type: z.literal(type),
    connectionId: idOf("con"),
    audienceId: (jobTypeOf[type].audience ? idOf("aud") : z.null().default(null)) as z.ZodType<`aud_${string}` | null>,
    settings: settingsOf(type),
    everyMinutes: rhythm,
  })
export const newJob = z.discriminatedUnion(
  "type",
  [wanted("export.webhook"), wanted("export.bucket"), wanted("import.experiences"), wanted("import.pubsub"), wanted("enrichment.contacts")],
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
