import { expect, test } from "vitest"
import { openMailbox } from "./mailbox"

const readAll = async (body: ReadableStream<Uint8Array>) => new Response(body).text()

test("a reader slower than the news is told to ask again, and nothing piles up for it", async () => {
  const { body, send, end } = openMailbox(() => {})
  for (let number = 0; number < 10_000; number++) send(`data: ${number}\n\n`)
  const reading = readAll(body)
  await new Promise(setImmediate)
  end("event: closed\n\n")
  const heard = await reading
  expect(heard.split("data: ").length).toBeLessThan(300)
  expect(heard).toContain("event: reset")
  expect(heard).toMatch(/event: closed\n\n$/)
})

test("leaving is noticed once", async () => {
  let left = 0
  const { body, end } = openMailbox(() => left++)
  await body.cancel()
  end()
  expect(left).toBe(1)
})
