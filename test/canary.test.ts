import pino from "pino"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { listAudit } from "@/lib/audit/list"
import { env } from "@/lib/base/env"
import { AppError } from "@/lib/base/errors"
import { newId } from "@/lib/base/ids"
import { log, report } from "@/lib/base/log"
import { findPlatform } from "@/lib/catalog/find"
import { createConnection } from "@/lib/connections/create"
import { connectionDetail } from "@/lib/connections/detail"
import { listConnections } from "@/lib/connections/list"
import { listRuns } from "@/lib/connections/list-runs"
import { recheckConnection } from "@/lib/connections/recheck"
import { refreshConnection } from "@/lib/connections/refresh"
import { validateConnection } from "@/lib/connections/validate"
import { countAnswerer } from "@/lib/questions/answer"
import { browseSchema } from "@/lib/schemas/browse"
import { refreshSchema } from "@/lib/schemas/refresh"
import { type Stage, stages, vendorCanary } from "./canary-stages"
import { pointAt } from "./doubles/point"
import { rowsOf } from "./rows"
import { closePools, pool, world } from "./world"

/** Every line of the log, as it would have been written. */
const lines: string[] = []
Object.assign(log, { [pino.symbols.streamSym]: { write: (line: string) => lines.push(line) } })
log.level = "trace"

const staged: Record<string, Stage> = {}
// The guard reads what it may reach once, at the first dial: all doubles stand before that.
beforeAll(async () => {
  for (const [platform, start] of Object.entries(stages)) {
    const stage = await start()
    staged[platform] = stage
    env().EGRESS_ALLOW = [env().EGRESS_ALLOW, `127.0.0.1:${stage.double.port}`].filter(Boolean).join(",")
  }
})
afterEach(() => {
  lines.length = 0
})
afterAll(async () => {
  for (const { double } of Object.values(staged)) await double.close()
  await closePools()
})

describe.each(Object.keys(stages))("a canary through the whole product: %s", (platform) => {
  test(
    "CRE-14 VAL-4 neither a secret, nor a token, nor the vendor's own words are in any row, log line or answer",
    () =>
      world(async ({ home }) => {
        const { [platform]: stage } = staged
        if (!stage) throw new Error(`${platform} has no stage`)
        pointAt(stage.endpoints)
        const { double, method, settings, keys, secrets, api, refusals } = stage
        const [admin, worker] = [home.as("admin"), home.worker()]
        const answers: unknown[] = []
        /** What a person would be told: an answer, a refusal in our words, or a reference to the log. */
        const told = async (asked: Promise<unknown>) => {
          answers.push(
            await asked.catch((error: unknown) =>
              error instanceof AppError ? { ...error, message: error.message } : report(platform, error),
            ),
          )
        }
        const create = (name: string) =>
          createConnection(admin, { platform, method, name, description: "", settings, keys, access: { kind: "default" } })

        const { id: connectionId, runId } = await create(`Canary ${platform}`)
        await validateConnection(worker, { connectionId, runId })
        const detail = await connectionDetail(admin, { connectionId })
        expect(detail, JSON.stringify(detail.validation?.checks)).toMatchObject({ status: "Active", missingGrants: 0 })
        const refresh = async () => {
          const { runId } = await refreshConnection(admin, { connectionId })
          await refreshSchema(worker, { connectionId, runId })
        }
        await refresh()
        const page = await browseSchema(admin, { connectionId })
        const [table] = page.tables
        expect(page.tableCount).toBe(1)
        const { schema = "", name = "" } = table ?? {}
        const counts = countAnswerer(pool("worker").db)
        const column = table?.columns.find(({ name }) => /country/i.test(name))?.name ?? ""
        const count = () =>
          counts.count(
            {
              organizationId: home.id,
              userId: home.people.admin,
              requestId: newId("req"),
              asked: {
                connectionId,
                schema,
                table: name,
                filter: { match: "all", conditions: [{ column, op: "is", value: "DE" }] },
                editor: "canary-editor",
              },
            },
            new AbortController().signal,
          )
        expect(await count()).toMatchObject({ count: 2 })
        await counts.close()

        const validate = async () => {
          const { runId } = await recheckConnection(home.as("owner"), { connectionId })
          await validateConnection(worker, { connectionId, runId })
        }
        // First what leaves it Active, so that everything may still be asked of it; then the checks, where also the sign-in answers so.
        for (const refusal of refusals) {
          double.fail(api, refusal, 10_000)
          await told(count())
          await counts.close()
          await told(refresh())
          double.heal()
        }
        for (const [at, refusal] of refusals.entries()) {
          double.fail(at === 0 ? /./ : api, refusal, 10_000)
          await told(validate())
          answers.push(await connectionDetail(admin, { connectionId }))
          double.heal()
        }
        double.fail(/./, refusals[0] ?? "cut", 10_000)
        const second = await create(`Canary ${platform} that never works`)
        await validateConnection(worker, { connectionId: second.id, runId: second.runId })
        double.heal()
        expect((await connectionDetail(admin, { connectionId: second.id })).status).toBe("Inactive")

        for (const asked of [
          connectionDetail(admin, { connectionId }),
          connectionDetail(home.as("marketer"), { connectionId }),
          connectionDetail(admin, { connectionId: second.id }),
          listRuns(admin, { connectionId }),
          listConnections(admin, {}),
          listAudit(admin, {}),
          findPlatform(admin, { platform }),
          browseSchema(admin, { connectionId }),
        ])
          await told(asked)

        const rows = await rowsOf(home)
        // It looks where it must: the connection, its checks, its schema and its audit lines are among what was searched.
        const tables = new Set(rows.filter(({ row }) => row.includes(connectionId)).map(({ table }) => table))
        for (const expected of ["connections", "credentials", "runs", "schema_tables", "audit"])
          expect([...tables].join(" "), expected).toContain(`.${expected}`)
        expect(lines.length).toBeGreaterThan(0)
        expect(double.shown.size).toBeGreaterThan(0)

        const told0 = JSON.stringify(answers)
        expect(told0).toContain("Canary")
        for (const needle of [vendorCanary, ...secrets, ...double.shown]) {
          expect(needle.length).toBeGreaterThan(20)
          expect(rows.filter(({ row }) => row.includes(needle)).map(({ table }) => table)).toEqual([])
          expect(lines.filter((line) => line.includes(needle))).toEqual([])
          expect(told0.includes(needle)).toBe(false)
        }
      }),
    120_000,
  )
})
