import { randomUUID } from "node:crypto"
import { Refusal, refusals } from "./refusals"
import type { ScalarType } from "./values"
import type { BigqueryWorld, DoubleTable } from "./world"
import type { Parameter, Zetasql } from "./zetasql"
import { SqlError } from "./zetasql"

export type QueryAsked = {
  query?: string
  useLegacySql?: boolean
  maximumBytesBilled?: string
  parameterMode?: string
  queryParameters?: { name?: string; parameterType?: { type?: string }; parameterValue?: { value?: string | null } }[]
}
export type JobAsked = {
  configuration?: { dryRun?: boolean; query?: QueryAsked; jobTimeoutMs?: string; labels?: Record<string, string> }
  jobReference?: { projectId?: string; jobId?: string; location?: string }
}
type Result = { columns: { name: string; type: string }[]; rows: (string | null)[][] }
export type Job = {
  id: string
  project: string
  email: string
  location: string
  labels: Record<string, string>
  state: "RUNNING" | "DONE"
  statementType: string
  bytes: number
  result?: Result
  problem?: Refusal
  ended: Promise<void>
  end(how: { result?: Result; problem?: Refusal }): void
}

/** A query over this never ends by itself, so that a test can stop it. */
export const endlessRows = "UNNEST(GENERATE_ARRAY(1, 1000000000))"
const perRow = 100

/** The jobs of the double: what a statement would read, whether it may, and its answer from the engine. */
export function bigqueryJobs(world: BigqueryWorld, engine: Zetasql) {
  const jobs = new Map<string, Job>()
  /** Statements that change something and were run, not only tried. */
  const writes: string[] = []
  let last: { key: string; tables: DoubleTable[]; answer: Result } | undefined

  async function start(email: string, project: string, { configuration = {}, jobReference = {} }: JobAsked): Promise<Job> {
    if (!world.has(project)) throw refusals.missing(`Project ${project}`)
    if (!world.may(email, "bigquery.jobs.create", project)) throw refusals.noJobs(project)
    const { query: asked = {}, dryRun = false, jobTimeoutMs, labels = {} } = configuration
    const id = jobReference.jobId ?? randomUUID()
    if (!dryRun && jobs.has(id)) throw refusals.duplicate(id)
    const planned = await plan(email, project, asked)
    const job = made({ id, project, email, labels, ...planned, location: jobReference.location ?? planned.location })
    if (dryRun) return job
    jobs.set(id, job)
    const limit = asked.maximumBytesBilled
    if (limit !== undefined && planned.bytes > Number(limit)) job.end({ problem: refusals.ceiling(limit, planned.bytes) })
    else if (planned.statementType !== "SELECT") {
      writes.push(asked.query ?? "")
      job.end({ result: { columns: [], rows: [] } })
    } else if (asked.query?.includes(endlessRows)) {
      const alarm = setTimeout(() => job.end({ problem: refusals.late() }), Number(jobTimeoutMs ?? 60_000))
      void job.ended.then(() => clearTimeout(alarm))
    } else
      await planned.run().then(
        (result) => job.end({ result }),
        (error) => job.end({ problem: asRefusal(error) }),
      )
    return job
  }

  /** What a dry run finds out. */
  async function plan(email: string, project: string, { query = "", useLegacySql = true, queryParameters = [] }: QueryAsked) {
    if (useLegacySql) throw refusals.invalidQuery("Legacy SQL is not spoken here.")
    const statementType = await kindOf(query)
    if (statementType !== "SELECT")
      return { statementType, bytes: 0, location: "US", run: async (): Promise<Result> => ({ columns: [], rows: [] }) }
    if (query.includes(endlessRows))
      return { statementType, bytes: 0, location: "US", run: async (): Promise<Result> => ({ columns: [], rows: [] }) }
    const paths = await engine.tablesOf(query).catch((error) => {
      throw asRefusal(error)
    })
    const named = [...new Set(paths)].map((path) => ({ path, ...find(email, project, path) }))
    const parameters = queryParameters.map(asParameter)
    const key = JSON.stringify([query, parameters])
    const tables = named.map(({ table }) => table)
    const same = last?.key === key && last.tables.length === tables.length && last.tables.every((table, at) => table === tables[at])
    // The engine checks names and types while it answers; a run right after its dry run has the answer already.
    const answer =
      same && last
        ? last.answer
        : await engine
            .run(
              query,
              named.map(({ path, table }) => ({ path, columns: columnsOf(table), rows: table.rows ?? [] })),
              parameters,
            )
            .catch((error) => {
              throw asRefusal(error)
            })
    last = { key, tables, answer }
    for (const { path, table } of named) {
      const field = table.partition?.required ? (table.partition.field ?? "_PARTITIONTIME") : undefined
      if (field && !new RegExp(`where[\\s\\S]*${field}`, "i").test(query)) throw refusals.partition(path, field)
    }
    const bytes = named.reduce((sum, { table }) => sum + (table.bytes ?? (table.rows?.length ?? 0) * perRow), 0)
    return { statementType, bytes, location: named[0]?.location ?? "US", run: async () => answer }
  }

  function find(email: string, own: string, path: string) {
    const parts = path.split(".")
    const [project = own, dataset = "", name = ""] = parts.length > 2 ? parts : [own, ...parts]
    const shown = `${project}:${dataset}.${name}`
    if (!world.may(email, "bigquery.tables.getData", project, dataset, name)) throw refusals.noData(shown)
    const place = world.find(project, dataset)
    const table = place?.tables.get(name)
    if (!place) throw refusals.missing(`Dataset ${project}:${dataset}`)
    if (!table) throw refusals.missing(`Table ${shown} was not found in location ${place.location}`)
    return { table, location: place.location }
  }

  async function kindOf(query: string): Promise<string> {
    const word = /^\s*(\w+)/.exec(query)?.[1]?.toUpperCase() ?? ""
    if (/;\s*\S/.test(query)) return "SCRIPT"
    return (
      { DELETE: "DELETE", INSERT: "INSERT", UPDATE: "UPDATE", MERGE: "MERGE", CREATE: "CREATE_TABLE", DROP: "DROP_TABLE" }[word] ?? "SELECT"
    )
  }

  return {
    writes,
    start,
    get: (project: string, id: string) => {
      const job = jobs.get(id)
      if (job?.project !== project) throw refusals.missing(`Job ${project}:${id}`)
      return job
    },
    all: () => [...jobs.values()],
    running: () => [...jobs.values()].filter(({ state }) => state === "RUNNING").length,
  }
}

function made(of: Pick<Job, "id" | "project" | "email" | "location" | "labels" | "statementType" | "bytes">): Job {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { id, project, email, location, labels, statementType, bytes } = of
  const job: Job = {
    ...{ id, project, email, location, labels, statementType, bytes },
    state: "RUNNING",
    ended: promise,
    end({ result, problem }) {
      if (job.state === "DONE") return
      Object.assign(job, { state: "DONE", ...(result ? { result } : {}), ...(problem ? { problem } : {}) })
      resolve()
    },
  }
  return job
}

const scalars = ["STRING", "INT64", "FLOAT64", "BOOL", "DATE", "TIMESTAMP", "NUMERIC", "BIGNUMERIC"]
function asParameter({ name = "", parameterType, parameterValue }: NonNullable<QueryAsked["queryParameters"]>[number]): Parameter {
  const type = ({ INTEGER: "INT64", FLOAT: "FLOAT64", BOOLEAN: "BOOL" }[parameterType?.type ?? ""] ??
    parameterType?.type ??
    "") as ScalarType
  if (!scalars.includes(type)) throw refusals.invalid(`Unsupported parameter type ${type}`)
  return { name, type, value: parameterValue?.value ?? null }
}

function columnsOf({ fields, partition }: DoubleTable) {
  const plain = fields.map(({ name, type, mode }) => ({
    name,
    type: (mode === "REPEATED" || !isScalar(type) ? "STRING" : type) as ScalarType,
  }))
  return partition && !partition.field ? [...plain, { name: "_PARTITIONTIME", type: "TIMESTAMP" as const, pseudo: true }] : plain
}
const isScalar = (type: string) => [...scalars, "DATETIME", "JSON", "BYTES"].includes(type)

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof SqlError) return refusals.invalidQuery(error.message)
  throw error
}
