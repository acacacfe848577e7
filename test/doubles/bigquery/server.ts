import { googleAccounts } from "../google/accounts"
import { type Answer, type Asked, serveDouble } from "../server"
import { jobBody, results } from "./answers"
import { datasets, ok, type Route, testProject } from "./datasets"
import { bigqueryJobs, type JobAsked, type QueryAsked } from "./jobs"
import { Refusal, refusals } from "./refusals"
import { bigqueryWorld } from "./world"
import { zetasql } from "./zetasql"

const bigqueryScopes = ["https://www.googleapis.com/auth/bigquery", "https://www.googleapis.com/auth/cloud-platform"]

/** BigQuery's REST interface with Google's sign-in and Resource Manager beside it; its SQL is executed by Google's own engine. */
export async function bigqueryDouble({
  port = 0,
  accounts = googleAccounts(),
}: {
  port?: number
  accounts?: ReturnType<typeof googleAccounts>
} = {}) {
  const engine = await zetasql()
  const world = bigqueryWorld()
  const jobs = bigqueryJobs(world, engine)

  async function answer(asked: Asked): Promise<Answer> {
    const signIn = accounts.answer(asked)
    if (signIn) return signIn
    try {
      return await route(asked)
    } catch (error) {
      if (error instanceof Refusal) return error.answer
      throw error
    }
  }

  async function route(asked: Asked): Promise<Answer> {
    const who = accounts.identify(asked)
    if (!who) throw refusals.unauthenticated()
    const json = asked.body.length > 0 ? (JSON.parse(asked.body.toString("utf8")) as Record<string, unknown>) : {}
    const ofProject = /^\/v1\/projects\/([^/:]+):testIamPermissions$/.exec(asked.path)?.[1]
    if (ofProject !== undefined && asked.method === "POST") return testProject(world, who, ofProject, json)
    const [, project = "", rest = ""] = /^\/bigquery\/v2\/projects\/([^/]+)\/(.+)$/.exec(asked.path) ?? []
    if (!rest) return { status: 404, body: "<html>Not found</html>" }
    if (!who.scopes.some((scope) => bigqueryScopes.includes(scope))) throw refusals.scope()
    if (world.off.has("bigquery")) throw refusals.off("BigQuery API", project)
    const given = { asked, who, json, project, rest: rest.split("/") }
    const place = given.rest[0]
    if (place === "datasets") return datasets(world, given)
    if (place === "jobs") return job(given)
    if (place === "queries") return queries(given)
    return { status: 404, body: "<html>Not found</html>" }
  }

  async function job({ asked, who, json, project, rest: [, id, deed] }: Route): Promise<Answer> {
    if (id === undefined && asked.method === "POST") return ok(jobBody(await jobs.start(who.email, project, json as JobAsked)))
    const found = jobs.get(project, id ?? "")
    if (deed === "cancel" && asked.method === "POST") {
      found.end({ problem: refusals.stopped() })
      return ok({ kind: "bigquery#jobCancelResponse", job: jobBody(found) })
    }
    return ok(jobBody(found))
  }

  async function queries({ asked, who, json, project, rest: [, id] }: Route): Promise<Answer> {
    if (id !== undefined) return results(jobs.get(project, id), asked, Number(asked.query.get("timeoutMs") ?? 10_000))
    const { dryRun, timeoutMs, labels, jobTimeoutMs, location, ...query } = json as QueryAsked & Record<string, never>
    const configuration = { dryRun, labels, jobTimeoutMs, query }
    const started = await jobs.start(who.email, project, { configuration, jobReference: location ? { location } : {} })
    if (dryRun)
      return ok({
        kind: "bigquery#queryResponse",
        jobReference: { projectId: project, location: started.location },
        totalBytesProcessed: String(started.bytes),
        jobComplete: true,
        cacheHit: false,
      })
    return results(started, asked, Number(timeoutMs ?? 10_000))
  }

  const server = await serveDouble(answer, port)
  return {
    ...server,
    world,
    accounts,
    jobs,
    endpoints: { bigquery: server.url, "google-token": server.url, "google-iam": server.url, "google-projects": server.url },
    async close() {
      await server.close()
      await engine.close()
    },
  }
}
export type BigqueryDouble = Awaited<ReturnType<typeof bigqueryDouble>>
