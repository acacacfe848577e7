import { afterAll, beforeAll, expect, test } from "vitest"
import { guard } from "../../egress/guard"
import { manifestOf } from "../manifests"
import { openSession, withSession } from "../trial"
import { cloud, googleCloudTrial } from "./trial"

let trial: Awaited<ReturnType<typeof googleCloudTrial>>
beforeAll(async () => {
  trial = await googleCloudTrial()
})
afterAll(() => trial.end())

const signal = new AbortController().signal
const session = (secret = trial.double.key()) =>
  openSession("google-cloud", guard({ allow: `127.0.0.1:${trial.double.port}` }), trial.answers(secret))

test("AUT-7 only the service-account key imports messages", () => {
  const enabled = Object.entries(manifestOf("google-cloud").methods).map(([id, { enables = [] }]) => [id, enables])
  expect(Object.fromEntries(enabled)).toEqual({ "service-account": ["import.pubsub"], impersonation: [], oauth: [] })
})

test("messages come again until whoever took them says that they are kept", () =>
  withSession(session(), async (open) => {
    const ids = [
      cloud.publish('{"order": 1}', { kind: "order" }),
      cloud.publish("plain words"),
      cloud.publish(Buffer.from([0xff, 0xfe, 0x00])),
    ]
    const first = await open.pull?.("orders", 10, signal)
    expect(first?.messages.map(({ id }) => id)).toEqual(ids)
    expect(first?.messages.map(({ payload }) => (payload as { data: unknown }).data)).toEqual([
      { order: 1 },
      "plain words",
      { base64: "//4A" },
    ])
    expect(first?.messages[0]?.payload).toMatchObject({ attributes: { kind: "order" }, publishedAt: "2026-01-02T03:04:05Z" })
    const again = await open.pull?.("projects/my-project-123/subscriptions/orders", 2, signal)
    expect(again?.messages.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    await again?.taken()
    const rest = await open.pull?.("orders", 10, signal)
    expect(rest?.messages.map(({ id }) => id)).toEqual(ids.slice(2))
    await rest?.taken()
    expect(await open.pull?.("orders", 10, signal)).toMatchObject({ messages: [] })
  }))

test("a subscription is named by its name alone, and one that is not there is told as missing", () =>
  withSession(session(), async (open) => {
    for (const name of ["../topics/x", "orders:acknowledge?x", "", "projects/other"])
      await expect(open.pull?.(name, 1, signal)).rejects.toMatchObject({ reason: "missing", code: "name" })
    await expect(open.pull?.("elsewhere", 1, signal)).rejects.toMatchObject({ reason: "missing" })
  }))

test("a key that may not consume is told so", () =>
  withSession(session(trial.double.key([])), async (open) => {
    await expect(open.pull?.("orders", 1, signal)).rejects.toMatchObject({ reason: "permission" })
  }))
