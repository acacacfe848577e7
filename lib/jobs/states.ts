import type { JobType } from "../connectors/connector"

export const jobKinds = ["import", "export", "enrichment"] as const
export type JobKind = (typeof jobKinds)[number]

export const jobStates = ["running", "sleeping", "paused", "failed", "completed"] as const
export type JobState = (typeof jobStates)[number]
/** What still uses its authorization. The others have ended and are in nobody's way. */
export const activeStates: readonly JobState[] = ["running", "sleeping", "paused"]

export const jobSorts = ["name", "type", "status", "created"] as const
export type JobSort = (typeof jobSorts)[number]

/** What may be done with a job in which state. Whatever is not named here is refused. */
export const deeds = {
  pause: ["running", "sleeping"],
  resume: ["paused"],
  run: ["running", "sleeping", "failed", "completed"],
} as const satisfies Record<string, readonly JobState[]>
export const can = (deed: keyof typeof deeds, state: JobState): boolean => (deeds[deed] as readonly JobState[]).includes(state)

/** How often a job may run. Null is once. */
export const rhythms = [null, 15, 60, 360, 1440, 10_080] as const
export type Rhythm = (typeof rhythms)[number]

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

/** Every type of job, in the order of the form. */
export const typesOfJob = Object.keys(jobTypeOf) as [JobType, ...JobType[]]
