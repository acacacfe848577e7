import pino from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { listAudit } from "@/lib/audit/list"
import { listAuthorizations } from "@/lib/authorizations/list"
import { shiftClock } from "@/lib/base/clock"
import { AppError } from "@/lib/base/errors"
import { log, report } from "@/lib/base/log"
import { times } from "@/lib/base/times"
import { connectionDetail } from "@/lib/connections/detail"
import { listRuns } from "@/lib/connections/list-runs"
import { recheckConnection } from "@/lib/connections/recheck"
import { validateConnection } from "@/lib/connections/validate"
import { beginConsent } from "@/lib/consents/begin"
import { finishConsent } from "@/lib/consents/finish"
import { closeBoss } from "@/lib/queue/boss"
import { atTheProvider } from "./doubles/sign-in/person"
import { client, type SignInProvider } from "./doubles/sign-in/provider"
import { rowsOf } from "./rows"
import { aSignIn, broughtBy, signedIn, use, wantedConsent } from "./signed"
import { closePools, world } from "./world"

/** Every line of the log, as it would have been written. */
const lines: string[] = []
Object.assign(log, { [pino.symbols.streamSym]: { write: (line: string) => lines.push(line) } })
log.level = "trace"
const theirWords = `their-words-${crypto.randomUUID()}`
let provider: SignInProvider
beforeAll(async () => {
  provider = await aSignIn()
})
afterAll(async () => {
  await provider.close()
  await closeBoss()
  await closePools()
})

test(
  "CRE-14 VAL-4 neither a code, nor a verifier, nor a token, nor the client's secret, nor the platform's words are in any row, log line or answer",
  () =>
    world(async ({ home }) => {
      const [admin, worker] = [home.as("admin"), home.worker()]
      const answers: unknown[] = []
      const told = async (asked: Promise<unknown>) => {
        answers.push(
          await asked.catch((error: unknown) =>
            error instanceof AppError ? { ...error, message: error.message } : report("canary", error),
          ),
        )
      }
      const connectionId = await signedIn(home, admin, { name: "Canary tokens" })
      const { address } = await beginConsent(admin, wantedConsent())
      const back = await atTheProvider(address, { login: "ann" })
      const states = [back.searchParams.get("state")?.split(".")[1] ?? ""]
      await told(finishConsent(admin, { ...broughtBy(back), iss: "https://evil.example" }))
      await told(finishConsent(home.as("owner"), broughtBy(back)))
      // A fault of ours, which is written to the log.
      await told(finishConsent(admin, { ...broughtBy(back), state: 4711 as never }))
      shiftClock(61 * times.minute)
      await use(home, connectionId)
      for (const [status, error] of [
        [400, "invalid_grant"],
        [401, "invalid_client"],
        [503, "server_error"],
        [200, theirWords],
      ] as const) {
        shiftClock(times.day)
        provider.breakDown({ status, body: { error, error_description: theirWords } })
        const { runId } = await recheckConnection(home.as("owner"), { connectionId })
        await validateConnection(worker, { connectionId, runId })
        answers.push(await connectionDetail(admin, { connectionId }))
      }
      shiftClock(0)
      await told(connectionDetail(home.as("marketer"), { connectionId }))
      await told(listRuns(admin, { connectionId }))
      await told(listAudit(admin, {}))
      await told(listAuthorizations(admin, {}))

      const rows = await rowsOf(home)
      const tables = new Set(rows.map(({ table }) => table))
      for (const expected of ["connections", "credentials", "consents", "runs", "audit"])
        expect([...tables].join(" ")).toContain(`.${expected}`)
      expect(lines.length).toBeGreaterThan(0)
      const said = JSON.stringify(answers)
      expect(said).toContain("Canary tokens")
      // Two codes, two verifiers, and the tokens of each turn.
      expect(provider.shown.size).toBeGreaterThanOrEqual(6)
      for (const needle of [theirWords, client.secret, ...states, ...provider.shown]) {
        expect(needle.length).toBeGreaterThan(18)
        expect(rows.filter(({ row }) => row.includes(needle)).map(({ table }) => table)).toEqual([])
        expect(lines.filter((line) => line.includes(needle))).toEqual([])
        expect(said.includes(needle)).toBe(false)
      }
    }),
  60_000,
)
