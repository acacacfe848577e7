import pino from "pino"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { env } from "@/lib/base/env"
import { log } from "@/lib/base/log"
import { connectionDetail } from "@/lib/connections/detail"
import { recheckConnection } from "@/lib/connections/recheck"
import { validateConnection } from "@/lib/connections/validate"
import { brazeTrial } from "@/lib/connectors/braze/trial"
import { hubspotTrial } from "@/lib/connectors/hubspot/trial"
import { iterableTrial } from "@/lib/connectors/iterable/trial"
import { klaviyoTrial } from "@/lib/connectors/klaviyo/trial"
import { mailchimpTrial } from "@/lib/connectors/mailchimp/trial"
import type { PlatformId } from "@/lib/connectors/manifests"
import { sendgridTrial } from "@/lib/connectors/sendgrid/trial"
import { slackTrial } from "@/lib/connectors/slack/trial"
import { webhookTrial } from "@/lib/connectors/webhook/trial"
import { closeBoss } from "@/lib/queue/boss"
import { vendorCanary } from "./canary-stages"
import { rowsOf } from "./rows"
import { aTool } from "./tool"
import { closePools, world } from "./world"

const starts = {
  sendgrid: sendgridTrial,
  iterable: iterableTrial,
  braze: brazeTrial,
  hubspot: hubspotTrial,
  slack: slackTrial,
  mailchimp: mailchimpTrial,
  klaviyo: klaviyoTrial,
  webhook: webhookTrial,
}
type Tool = keyof typeof starts
const tools = new Map<Tool, Awaited<ReturnType<typeof aTool>>>()
/** Every line of the log, as it would have been written. */
const lines: string[] = []
Object.assign(log, { [pino.symbols.streamSym]: { write: (line: string) => lines.push(line) } })
log.level = "trace"
const { EGRESS_ALLOW } = env()

// The guard reads what it may reach once, at the first dial: all doubles stand before that.
beforeAll(async () => {
  for (const [tool, start] of Object.entries(starts)) tools.set(tool as Tool, await aTool(tool as PlatformId, start))
})
afterAll(async () => {
  env().EGRESS_ALLOW = EGRESS_ALLOW
  await closeBoss()
  await Promise.all([...[...tools.values()].map(({ end }) => end()), closePools()])
})

const refusal = (status: number) => ({
  status,
  headers: { "x-request-id": vendorCanary },
  body: {
    message: vendorCanary,
    msg: vendorCanary,
    error: vendorCanary,
    errors: [{ message: vendorCanary, detail: vendorCanary, code: vendorCanary }],
  },
})

describe.each(Object.keys(starts) as Tool[])("a canary through a channel tool: %s", (name) => {
  test("CRE-14 VAL-4 neither the secret nor the tool's own words are in any row, log line or answer", () =>
    world(async ({ home }) => {
      const tool = tools.get(name)
      if (!tool) throw new Error(`${name} was not started`)
      const owner = home.as("owner")
      const answers: unknown[] = []
      const secrets = [tool.double.key(), tool.double.unknownKey()]
      const connectionId = await tool.connect(home, owner, secrets[0])
      expect(await connectionDetail(owner, { connectionId })).toMatchObject({ status: "Active", missingGrants: 0 })
      answers.push(await connectionDetail(owner, { connectionId: await tool.connect(home, owner, secrets[1]) }))
      for (const status of [400, 401, 403, 404, 500, 200]) {
        tool.double.fail(/./, refusal(status), 10_000)
        const { runId } = await recheckConnection(owner, { connectionId })
        await validateConnection(home.worker(), { connectionId, runId })
        answers.push(await connectionDetail(owner, { connectionId }))
        tool.double.heal()
      }
      expect(answers).toHaveLength(7)
      const rows = await rowsOf(home)
      expect(rows.length).toBeGreaterThan(10)
      const everything = JSON.stringify([rows, lines, answers])
      // As it is, and as Mailchimp wants it.
      for (const secret of secrets)
        for (const form of [secret, Buffer.from(`patchbay:${secret}`).toString("base64")])
          expect(everything.includes(form), secret).toBe(false)
      expect(everything).not.toContain(vendorCanary)
    }))
})
