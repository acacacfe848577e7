import { sql } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { closePools, pool } from "@/test/world"
import { bare } from "./log"

afterAll(closePools)

test("what was bound to a failed statement is not written down", async () => {
  const secret = "anna@example.test\n    at home"
  const error = await pool("web")
    .db.execute(sql`select ${secret}::int`)
    .catch((thrown: unknown) => thrown)
  expect(String(error)).toContain("anna@example.test")
  const { message, stack } = bare(error) as Error
  expect(message).toMatch(/^Failed query: select \$1::int$/)
  expect(stack).toContain("log.test.ts")
  expect(`${message}${stack}`).not.toMatch(/anna|at home/)
  const plain = new Error("plain")
  expect(bare(plain)).toBe(plain)
  expect(bare("text")).toBe("text")
})
