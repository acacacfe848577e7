import { afterAll, beforeAll, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { brazeTrial } from "../braze/trial"
import type { Session } from "../connector"
import { hubspotTrial } from "../hubspot/trial"
import { iterableTrial } from "../iterable/trial"
import { klaviyoTrial } from "../klaviyo/trial"
import { mailchimpTrial } from "../mailchimp/trial"
import { manifests, type PlatformId } from "../manifests"
import { sendgridTrial } from "../sendgrid/trial"
import { slackTrial } from "../slack/trial"
import { openSession, outcomes, resultOf, runChecks, withSession } from "../trial"
import type { ToolTrial } from "./trial"

const starts = {
  sendgrid: sendgridTrial,
  iterable: iterableTrial,
  braze: brazeTrial,
  hubspot: hubspotTrial,
  slack: slackTrial,
  mailchimp: mailchimpTrial,
  klaviyo: klaviyoTrial,
} satisfies Partial<Record<PlatformId, () => Promise<ToolTrial>>>
type Tool = keyof typeof starts
const trials = new Map<Tool, ToolTrial>()
beforeAll(async () => {
  for (const [tool, start] of Object.entries(starts)) trials.set(tool as Tool, await start())
})
afterAll(() => Promise.all([...trials.values()].map(({ end }) => end())))

const of = (tool: Tool) => trials.get(tool) as ToolTrial
const use = <T>(tool: Tool, work: (session: Session) => Promise<T>, secret = of(tool).double.key()) => {
  const { double, answers } = of(tool)
  double.heal()
  return withSession(openSession(tool, guard({ allow: `127.0.0.1:${double.port}` }), answers(secret)), work)
}
const journeys = async (session: Session) => {
  const pages = []
  for await (const page of session.experiences?.() ?? []) pages.push(page)
  return pages
}
const byState = (found: { state: string }[]) =>
  Object.fromEntries([...Map.groupBy(found, ({ state }) => state)].map(([state, all]) => [state, all.length]))
const signal = new AbortController().signal
const look = (emails: string[], properties: string[]) => (session: Session) =>
  session.contacts?.(emails, properties, signal) ?? Promise.reject(new Error("no contacts"))

test("Iterable's campaigns come page by page, each with whether it runs", async () => {
  const pages = await use("iterable", journeys)
  expect(pages.map((page) => page.length)).toEqual([1_000, 1_000, 3])
  expect(pages[0]?.slice(0, 5)).toEqual([
    { externalId: "1000", name: "Campaign 1", state: "active" },
    { externalId: "1001", name: "Campaign 2", state: "active" },
    { externalId: "1002", name: "Campaign 3", state: "paused" },
    { externalId: "1003", name: "Campaign 4", state: "paused" },
    { externalId: "1004", name: "Campaign 5", state: "ended" },
  ])
})

test("Braze's campaigns and Canvases come with their states, archived ones as ended; without a right to Canvases nothing is half read", async () => {
  const all = (await use("braze", journeys)).flat()
  expect(all).toHaveLength(108)
  expect(new Set(all.map(({ externalId }) => externalId)).size).toBe(108)
  expect(byState(all)).toEqual({ active: 28, paused: 54, ended: 26 })
  // What is not listed counts as ended: a list that may not be read must not look like an empty one.
  const alone = of("braze").double.key(["campaigns.list", "campaigns.details"])
  await expect(use("braze", journeys, alone)).rejects.toMatchObject({ name: "SourceError" })
  expect(outcomes(await use("braze", runChecks, alone))).toMatchObject({ authenticate: "passed", scopes: "failed" })
})

test("Braze refuses a missing permission with 401 or 403: neither makes the key a wrong one", async () => {
  const none = await use("braze", runChecks, of("braze").double.key(["canvas.list"]))
  expect(outcomes(none)).toMatchObject({ authenticate: "passed", scopes: "failed" })
  expect(resultOf(none, "scopes")).toMatchObject({
    reason: "permission",
    message: expect.stringContaining("campaigns.list and canvas.details are missing: needed for importing campaigns as Experiences and"),
  })
  const details = resultOf(none, "scopes")?.grants?.find(({ permission }) => permission === "campaigns.details")
  expect(details).toMatchObject({ held: "unknown" })
})

test("Mailchimp's campaigns come page by page; the end of the key says where it is sent", async () => {
  const pages = await use("mailchimp", journeys)
  expect(pages.map((page) => page.length)).toEqual([500, 2])
  expect(byState(pages.flat())).toEqual({ ended: 101, paused: 201, active: 200 })
  expect(manifests.mailchimp.destination({}, { apiKey: `${"a".repeat(32)}-us21` })).toBe("https://us21.api.mailchimp.com")
})

test("Klaviyo's next page is asked of Klaviyo, wherever its link points", async () => {
  const pages = await use("klaviyo", journeys)
  expect(pages.map((page) => page.length)).toEqual([50, 2])
  expect(byState(pages.flat())).toEqual({ paused: 26, active: 25, ended: 1 })
  expect(of("klaviyo").double.heard.filter(({ path }) => path === "/api/flows")).toHaveLength(2)
})

test("contacts are found by their address, in the asked spelling, with what is known of them and nothing else", async () => {
  const emails = ["Ann@Shop.example", "nobody@shop.example"]
  expect(await use("sendgrid", look(emails, ["first_name", "tier", "visits", "custom_fields"]))).toEqual([
    { email: "Ann@Shop.example", properties: { first_name: "Ann", tier: "gold", visits: "7", custom_fields: null } },
  ])
  expect(await use("hubspot", look(emails, ["firstname", "hs_lead_status"]))).toEqual([
    { email: "Ann@Shop.example", properties: { firstname: "Ann", hs_lead_status: null } },
  ])
  expect(await use("slack", look(["ann@shop.example", "nobody@shop.example"], ["title", "tz"]))).toEqual([
    { email: "ann@shop.example", properties: { title: "Buyer", tz: "Europe/Vienna" } },
  ])
  expect(await use("klaviyo", look(["ann@shop.example", "o'brien\"@shop.example", "nobody@shop.example"], ["first_name", "tier"]))).toEqual(
    [
      { email: "ann@shop.example", properties: { first_name: "Ann", tier: "gold" } },
      { email: "o'brien\"@shop.example", properties: { first_name: "Pat", tier: null } },
    ],
  )
  for (const tool of ["sendgrid", "hubspot", "slack", "klaviyo"] as const)
    expect(await use(tool, look(["nobody@shop.example"], ["x"]))).toEqual([])
})

test("a name from outside is one line of bearable length, and what has no id is left out", async () => {
  const { double } = of("iterable")
  const campaigns = [{ id: 7, name: `a\r\nb${"c".repeat(500)}`, campaignState: "Running" }, { name: "no id" }, null, { id: 8 }]
  const [page] = await use("iterable", async (session) => {
    double.fail(/campaigns/, { status: 200, body: { campaigns } })
    return journeys(session)
  })
  expect(page?.map(({ externalId, state }) => `${externalId} ${state}`)).toEqual(["7 active", "8 ended"])
  expect(page?.[0]?.name).toMatch(/^a bc{197}$/)
  expect(page?.[1]?.name).toBe("8")
})

test.each([
  ["token_revoked", "credentials"],
  ["account_inactive", "credentials"],
  ["missing_scope", "permission"],
  ["ratelimited", "unreachable"],
  ["fatal_error", "unreachable"],
  ["some_new_word", "unsupported"],
] as const)("Slack says %s with the status 200, and it is told as %s", async (error, reason) => {
  const results = await use("slack", (session) => {
    of("slack").double.fail(/auth\.test/, { status: 200, body: { ok: false, error } }, 9)
    return runChecks(session)
  })
  const found = results.find(({ outcome }) => outcome === "failed")
  expect(found).toMatchObject({ key: "authenticate", reason })
  expect(found?.message).not.toContain(error)
})

test("a scope that is too much is named, and what a tool gives to every key is not", async () => {
  const wide = await use("sendgrid", runChecks, of("sendgrid").double.key(["marketing.read", "mail.send", "<b>x"]))
  expect(resultOf(wide, "excess")).toMatchObject({ outcome: "warning", excess: [{ right: "mail.send" }] })
  const posting = await use("slack", runChecks, of("slack").double.key(["users:read", "users:read.email", "chat:write"]))
  expect(resultOf(posting, "excess")?.excess).toEqual([{ right: "chat:write", object: "Slack" }])
})
