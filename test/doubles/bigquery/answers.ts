import type { Answer, Asked } from "../server"
import { ok, oldNames } from "./datasets"
import type { Job } from "./jobs"

const largestPage = 20

export const jobBody = (job: Job) => {
  const error = (job.problem?.answer.body as { error?: { errors?: object[] } } | undefined)?.error?.errors?.[0]
  return {
    kind: "bigquery#job",
    id: `${job.project}:${job.location}.${job.id}`,
    jobReference: { projectId: job.project, jobId: job.id, location: job.location },
    user_email: job.email,
    configuration: { labels: job.labels, jobType: "QUERY" },
    status: { state: job.state, ...(error ? { errorResult: error, errors: [error] } : {}) },
    statistics: {
      totalBytesProcessed: String(job.bytes),
      query: { totalBytesProcessed: String(job.bytes), statementType: job.statementType, cacheHit: false },
    },
  }
}

export async function results(job: Job, { gone, query }: Asked, timeoutMs: number): Promise<Answer> {
  if (job.state === "RUNNING") {
    const { promise, resolve } = Promise.withResolvers<void>()
    const alarm = setTimeout(resolve, Math.min(timeoutMs, 10_000))
    gone.addEventListener("abort", () => resolve(), { once: true })
    await Promise.race([job.ended, promise])
    clearTimeout(alarm)
  }
  if (job.problem) throw job.problem
  const about = { kind: "bigquery#queryResponse", jobReference: { projectId: job.project, jobId: job.id, location: job.location } }
  if (!job.result) return ok({ ...about, jobComplete: false })
  const { columns, rows } = job.result
  const from = Number(query.get("pageToken") ?? 0)
  // As BigQuery does with wide rows: a page may hold fewer than was asked for.
  const most = Math.min(Number(query.get("maxResults") ?? largestPage), largestPage)
  return ok({
    ...about,
    jobComplete: true,
    cacheHit: false,
    totalRows: String(rows.length),
    totalBytesProcessed: String(job.bytes),
    schema: {
      fields: columns.map(({ name, type }, at) => {
        const wire = type === "DOUBLE" ? "FLOAT" : (oldNames[type] ?? type)
        return { name: name || `f${at}_`, type: wire, mode: "NULLABLE" }
      }),
    },
    ...(from + most < rows.length ? { pageToken: String(from + most) } : {}),
    rows: rows.slice(from, from + most).map((row) => ({ f: row.map((v) => ({ v })) })),
  })
}
