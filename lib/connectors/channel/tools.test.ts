import { afterAll, afterEach, describe, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { brazeTrial } from "../braze/trial"
import { facebookAdsTrial } from "../facebook-ads/trial"
import { schemaOf } from "../fields"
import { googleAdsTrial } from "../google-ads/trial"
import { googleCloudTrial } from "../google-cloud/trial"
import { hubspotTrial } from "../hubspot/trial"
import { iterableTrial } from "../iterable/trial"
import { klaviyoTrial } from "../klaviyo/trial"
import { mailchimpTrial } from "../mailchimp/trial"
import { manifestOf, manifests, type PlatformId } from "../manifests"
import { salesforceTrial } from "../salesforce/trial"
import { sendgridTrial } from "../sendgrid/trial"
import { slackTrial } from "../slack/trial"
import { openSession, outcomes, remediesOf, resultOf, runChecks, withSession } from "../trial"
import { heardOn, metered } from "../trial-meter"
import { webhookTrial } from "../webhook/trial"
import type { ToolTrial } from "./trial"

const trials: Partial<Record<PlatformId, () => Promise<ToolTrial>>> = {
  "google-cloud": googleCloudTrial,
  "facebook-ads": facebookAdsTrial,
  "google-ads": googleAdsTrial,
  sendgrid: sendgridTrial,
  salesforce: salesforceTrial,
  iterable: iterableTrial,
  braze: brazeTrial,
  hubspot: hubspotTrial,
  slack: slackTrial,
  mailchimp: mailchimpTrial,
  klaviyo: klaviyoTrial,
  webhook: webhookTrial,
}
const order = ["connect", "authenticate", "scopes", "excess"]
const theirText = "VENDOR-TEXT-4711"
const made = new Map<PlatformId, Promise<ToolTrial>>()
afterEach(async () => {
  for (const trial of made.values()) (await trial).double.heal()
})
afterAll(async () => {
  for (const trial of made.values()) await (await trial).end()
})

test("every platform without tables is tried here", () => {
  const without = (Object.keys(manifests) as PlatformId[]).filter((id) => !manifestOf(id).capabilities.dialect)
  expect(Object.keys(trials).toSorted()).toEqual(without.toSorted())
})

describe.each(Object.entries(trials) as [PlatformId, () => Promise<ToolTrial>][])(
  "every tool keeps the contract: %s",
  (platform, start) => {
    const trial = () => {
      const found = made.get(platform) ?? start()
      made.set(platform, found)
      return found
    }
    const session = async (secret?: string, signal?: AbortSignal) => {
      const { double, answers } = await trial()
      const given = answers(secret ?? double.key())
      return openSession(platform, guard({ allow: `127.0.0.1:${double.port}` }), { ...given, ...(signal ? { signal } : {}) })
    }
    const check = async (secret?: string) => withSession(session(secret), runChecks)

    test("the checks stand in order and pass, and no answer holds the secret", async () => {
      const { double } = await trial()
      const secret = double.key()
      const results = await check(secret)
      const keys = results.map(({ key }) => key)
      expect(keys).toEqual(order.filter((key) => keys.includes(key)))
      expect(keys).toEqual(expect.arrayContaining(["connect", "authenticate", ...(double.scopes.length > 0 ? ["scopes"] : [])]))
      expect(results.map(({ outcome }) => outcome)).toEqual(results.map(() => "passed"))
      expect(JSON.stringify(results)).not.toContain(secret)
    })

    test("AUT-40 LIM-10 its requests are counted without a word of its driver, once each, as its server heard them", async () => {
      const { double, answers } = await trial()
      const { dial, counted } = metered(guard({ allow: `127.0.0.1:${double.port}` }))
      const heard = await heardOn(double.port, () => withSession(openSession(platform, dial, answers(double.key())), runChecks))
      expect(manifestOf(platform).capabilities.metrics).toBe(true)
      expect(heard.requests).toBeGreaterThan(0)
      // At a webhook's door it is only knocked, which no request is heard of.
      expect(counted.requests - heard.requests).toBe(platform === "webhook" ? 1 : 0)
      expect(counted.failures).toBe(0)
    })

    test("it is a Channel without tables: none are listed, and none can be counted", async () => {
      expect(manifestOf(platform).category).toBe("Channel")
      await withSession(session(), async (open) => {
        for await (const page of open.tables()) expect(page).toEqual([])
        const limit = { signal: new AbortController().signal, timeoutMs: 1_000 }
        await expect(open.count({ text: "select 1", values: [] }, limit)).rejects.toMatchObject({ reason: "unsupported" })
        expect(open.rows).toBeUndefined()
        expect(open.marks).toBeUndefined()
      })
    })

    test("AUT-7 AUT-9 its session can do what its methods enable, and nothing else; each method links to the platform's own page", async () => {
      const methods = Object.values(manifestOf(platform).methods)
      const enabled = new Set(methods.flatMap(({ enables = [] }) => enables))
      await withSession(session(), async (open) => {
        expect(Boolean(open.experiences)).toBe(enabled.has("import.experiences"))
        expect(Boolean(open.contacts)).toBe(enabled.has("enrichment.contacts"))
        expect(Boolean(open.deliver)).toBe(enabled.has("export.webhook"))
        expect(Boolean(open.pull)).toBe(enabled.has("import.pubsub"))
      })
      for (const { docs, label } of methods) expect(docs, label).toMatch(/^https:\/\/[a-z.]+\/\S*$/)
    })

    test("VAL-6 a secret that the tool does not know is refused as such", async () => {
      const { double } = await trial()
      const results = await check(double.unknownKey())
      expect(outcomes(results)).toMatchObject({ connect: "passed", authenticate: "failed" })
      expect(results.slice(2).map(({ outcome }) => outcome)).toEqual(results.slice(2).map(() => "skipped"))
      expect(resultOf(results, "authenticate")).toMatchObject({ reason: "credentials" })
    })

    test("VAL-4 exactly the scopes that are missing are named, with where to add them", async () => {
      const { double } = await trial()
      const { permissions } = manifestOf(platform)
      for (const lacking of double.scopes) {
        const results = await check(double.key(double.scopes.filter((scope) => scope !== lacking)))
        const { required } = permissions.find(({ name }) => name === lacking) ?? {}
        expect(resultOf(results, "scopes"), lacking).toMatchObject({ outcome: required ? "failed" : "warning" })
        expect(resultOf(results, "scopes")?.message).toContain(`${lacking} is missing`)
        expect(remediesOf(results).join(" ")).toContain(lacking)
      }
    })

    test("a secret is one line of plain letters: nothing can be slipped into a request with it", async () => {
      const { double, answers } = await trial()
      const { method, signed: _, ...keys } = answers(double.unknownKey()).keys as { method: string; signed?: unknown }
      const fields = manifestOf(platform).methods[method]?.fields ?? {}
      const schema = schemaOf(fields)
      expect(schema.safeParse(keys).success).toBe(true)
      for (const [name, value] of Object.entries(keys).filter(([name]) => fields[name]?.input.includes("secret")))
        for (const wrong of [`${value}\r\nx-evil: 1`, "", "short one", `${value} ${value}`])
          expect(schema.safeParse({ ...keys, [name]: wrong }).success, wrong).toBe(false)
      expect(schemaOf(manifestOf(platform).settings).safeParse(answers("x").settings).success).toBe(true)
    })

    const said = (status: number, headers: Record<string, string> = {}) => ({
      status,
      headers,
      body: { message: theirText, errors: [{ message: theirText }] },
    })
    test.each([
      ["too many requests", said(429, { "retry-after": "1" }), "unreachable", "Try again in 1 second."],
      ["a fault of its own", said(500), "unreachable", "a fault of its own"],
      ["a page of a proxy", { status: 403, body: `<html>${theirText}</html>` }, "unreachable", "Something that is not"],
      ["a redirect", { status: 302, headers: { location: "http://169.254.169.254/" } }, "unreachable", "Something that is not"],
      ["half a body", "half", "unreachable", "broke off"],
      ["a cut line", "cut", "unreachable", "broke off"],
    ] as const)("%s is told in our own words, and is no wrong key", async (_name, fault, reason, words) => {
      const { double } = await trial()
      double.fail(/^\w+ \/\w/, fault, 99)
      const results = await check()
      const found = results.find(({ outcome }) => outcome === "failed")
      expect(found).toMatchObject({ key: "authenticate", reason, message: expect.stringContaining(words) })
      expect(JSON.stringify(results)).not.toContain(theirText)
    })

    test("one busy moment is waited out", async () => {
      const { double } = await trial()
      double.fail(/^\w+ \/\w/, said(503, { "retry-after": "0" }), 1)
      expect(outcomes(await check())).toMatchObject({ authenticate: "passed" })
    })

    test("a tool that says nothing is left when the check ends", async () => {
      const { double } = await trial()
      const stop = new AbortController()
      double.fail(/./, "never", 99)
      const silent = withSession(session(undefined, stop.signal), runChecks)
      await expect.poll(() => double.heard.length).toBeGreaterThan(0)
      stop.abort(new Error("enough"))
      await expect(silent).rejects.toThrow("enough")
    })

    test("an address that Patchbay may not dial gets no byte", async () => {
      const { double, answers } = await trial()
      const results = await withSession(openSession(platform, guard({}), answers(double.key())), runChecks)
      expect(outcomes(results)).toMatchObject({ connect: "failed", authenticate: "skipped" })
      expect(double.heard).toEqual([])
    })
  },
)
