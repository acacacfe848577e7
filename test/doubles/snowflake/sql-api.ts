import { randomUUID } from "node:crypto"
import { gzipSync } from "node:zlib"
import type { Answer, Asked } from "../server"
import { Refused } from "./account"
import type { Column, Result } from "./engine"
import type { Identities } from "./identities"
import type { Place, Statement, Statements } from "./statements"

export type Ways = {
  /** How long a statement that is not asynchronous is waited for. */
  syncMs: number
  /** How many rows come in one part of a result. */
  partRows: number
}

const typeOf = ({ type }: Column) => {
  if (/INT/.test(type)) return { type: "fixed", scale: 0, precision: 38 }
  if (/^DECIMAL/.test(type)) return { type: "fixed", scale: Number(/,(\d+)/.exec(type)?.[1] ?? 0), precision: 38 }
  if (/DOUBLE|FLOAT/.test(type)) return { type: "real" }
  if (type === "BOOLEAN" || type === "DATE") return { type: type.toLowerCase() }
  if (type.startsWith("TIMESTAMP")) return { type: type.includes("ZONE") ? "timestamp_ltz" : "timestamp_ntz", scale: 9 }
  return { type: "text", length: 16_777_216, byteLength: 16_777_216 }
}
export const rowTypes = ({ columns }: Result) =>
  columns.map((column) => ({
    name: column.name,
    database: "",
    schema: "",
    table: "",
    nullable: true,
    scale: null,
    precision: null,
    length: null,
    byteLength: null,
    collation: null,
    ...typeOf(column),
  }))

/** `/api/v2/statements`: submit, ask after, next part, cancel. */
export function sqlApi(statements: Statements, identities: Identities, ways: Ways) {
  const refused = ({ code, sqlState, message, status }: Refused, handle?: string): Answer => ({
    status,
    body: { code, message, sqlState, ...(handle ? { statementHandle: handle } : {}) },
  })

  const underWay = ({ handle }: Statement): Answer => ({
    status: 202,
    body: {
      code: "333334",
      message: "Asynchronous execution in progress. Use provided query id to perform query monitoring and management.",
      statementHandle: handle,
      statementStatusUrl: `/api/v2/statements/${handle}?requestId=${randomUUID()}`,
    },
  })

  function finished({ handle, outcome }: Statement, part = 0): Answer {
    if (outcome instanceof Refused) return refused(outcome, handle)
    const { rows } = outcome as Result
    const cut = (at: number) => rows.slice(at * ways.partRows, (at + 1) * ways.partRows)
    if (part > 0)
      return {
        status: 200,
        body: gzipSync(JSON.stringify({ data: cut(part) })),
        headers: { "content-type": "application/json", "content-encoding": "gzip" },
      }
    const parts = Math.max(1, Math.ceil(rows.length / ways.partRows))
    return {
      status: 200,
      body: {
        resultSetMetaData: {
          numRows: rows.length,
          format: "jsonv2",
          partitionInfo: Array.from({ length: parts }, (_, at) => ({ rowCount: cut(at).length, uncompressedSize: 1_000 })),
          rowType: rowTypes(outcome as Result),
        },
        data: cut(0),
        code: "090001",
        sqlState: "00000",
        statementHandle: handle,
        statementStatusUrl: `/api/v2/statements/${handle}?requestId=${randomUUID()}`,
        message: "Statement executed successfully.",
        createdOn: Date.now(),
      },
    }
  }

  async function submit(asked: Asked, identity: ReturnType<Identities["of"]>): Promise<Answer> {
    const {
      statement,
      timeout,
      bindings = {},
      role,
      warehouse,
      database,
      schema,
    } = JSON.parse(asked.body.toString("utf8")) as Place & {
      statement: string
      timeout?: number
      bindings?: Record<string, { type: string; value: string | null }>
    }
    const values = Object.keys(bindings)
      .toSorted((a, b) => Number(a) - Number(b))
      .map((at) => bindings[at]?.value ?? null)
    const begun = statements.begin(statement, values, identity, { role, warehouse, database, schema }, timeout)
    if (asked.query.get("async") === "true") return underWay(begun)
    const { promise: over, resolve } = Promise.withResolvers<void>()
    const alarm = setTimeout(resolve, ways.syncMs)
    await Promise.race([begun.ended, over])
    clearTimeout(alarm)
    return begun.outcome === undefined ? underWay(begun) : finished(begun)
  }

  return async function answer(asked: Asked): Promise<Answer> {
    if (!asked.headers["user-agent"]) return { status: 400, body: { code: "391902", message: "User-Agent header is missing." } }
    try {
      const identity = identities.of(asked)
      const [, handle, act] = /^\/api\/v2\/statements(?:\/([\w-]+)(\/cancel)?)?$/.exec(asked.path) ?? []
      if (handle === undefined) return asked.method === "POST" ? await submit(asked, identity) : { status: 405 }
      const statement = statements.all.get(handle)
      if (!statement || statement.owner !== identity.user.name)
        return { status: 404, body: { code: "391904", message: "Statement not found." } }
      if (act) {
        statement.stop()
        await statement.ended
        return { status: 200, body: { code: "000604", sqlState: "57014", message: "SQL execution canceled", statementHandle: handle } }
      }
      return statement.outcome === undefined ? underWay(statement) : finished(statement, Number(asked.query.get("partition") ?? 0))
    } catch (error) {
      if (error instanceof Refused) return refused(error)
      throw error
    }
  }
}
