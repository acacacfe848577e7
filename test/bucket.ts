import { afterAll, beforeAll } from "vitest"
import type { Session, Table } from "@/lib/connectors/connector"
import { openSession, unique, withSession } from "@/lib/connectors/trial"
import { guard } from "@/lib/egress/guard"
import { compileCount } from "@/lib/sql/compile"
import type { Filter } from "@/lib/sql/model"
import { type S3Double, s3Double } from "./doubles/s3/s3"

/** A bucket of the test's own, and the questions that every test of files asks of it. */
export let double: S3Double
beforeAll(async () => {
  double = await s3Double()
})
afterAll(() => double.close())

export const open = (bucket: string, settings: object = {}): Promise<Session> => {
  const { accessKeyId, secretAccessKey } = double.user()
  const usual = {
    region: "us-east-1",
    prefixes: [],
    format: "auto",
    delimiter: "auto",
    loose: "each",
    tls: "off",
    host: "127.0.0.1",
    port: double.port,
  }
  return openSession("s3", guard({ allow: `127.0.0.1:${double.port}` }), {
    settings: { ...usual, bucket, ...settings },
    keys: { method: "key", accessKeyId, secretAccessKey },
  })
}
export type Files = Parameters<S3Double["bucket"]>[1]
export const put = (files: Files) => {
  const name = unique("bucket")
  double.bucket(name, files)
  return name
}
export async function tablesOf(session: Session): Promise<Table[]> {
  const all: Table[] = []
  for await (const page of session.tables()) all.push(...page)
  return all
}
export const read = (bucket: string, settings?: object) => withSession(open(bucket, settings), tablesOf)
export const typesOf = (table?: Table) => Object.fromEntries((table?.columns ?? []).map(({ name, type }) => [name, type]))
export const every: Filter = { match: "all", conditions: [] }
export const within = () => ({ signal: new AbortController().signal, timeoutMs: 20_000 })
export const counted = (session: Session, table: Table | undefined, filter = every) =>
  session.count(compileCount("duckdb", table as Table, filter), within())
export const countOf = (bucket: string, name: string, filter?: Filter, settings?: object) =>
  withSession(open(bucket, settings), async (session) =>
    counted(
      session,
      (await tablesOf(session)).find((table) => table.name === name),
      filter,
    ),
  )
