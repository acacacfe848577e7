import { pointAt } from "@/test/doubles/point"
import { keyPair, snowflakeDouble } from "@/test/doubles/snowflake/double"
import { columnsAs, type Row } from "./trial"
import { cells, define, double, type Engine, order } from "./trial-engines"

/** The double of Snowflake: DuckDB runs the SQL, taught the four words of Snowflake that it lacks. No real Snowflake has run these filters. */
export async function fillSnowflake(data: Row[]): Promise<Engine> {
  const snowflake = await snowflakeDouble()
  pointAt({ snowflake: snowflake.url })
  const key = keyPair()
  const types = {
    'na"me`\\': "VARCHAR",
    code: "VARCHAR",
    n: "NUMBER(38,0)",
    amount: "NUMBER(10,2)",
    ratio: "FLOAT",
    vip: "BOOLEAN",
    born: "DATE",
    seen: "TIMESTAMP_LTZ",
    plain: "TIMESTAMP_NTZ",
    doc: "VARIANT",
  }
  const behind = {
    ...types,
    n: "DECIMAL(38,0)",
    amount: "DECIMAL(10,2)",
    ratio: "DOUBLE",
    seen: "TIMESTAMPTZ",
    plain: "TIMESTAMP",
    doc: "JSON",
  }
  await snowflake.fill(
    `attach ':memory:' as "Filters"; create schema "Filters"."we""ird"; create table "Filters"."we""ird"."peo""ple" (${define(behind, double)})`,
  )
  const literal = (cell: unknown, at: number) =>
    cell === null ? "NULL" : `CAST('${String(cell).replaceAll("'", "''")}' AS ${behind[order[at] ?? "code"]})`
  for (const row of data) await snowflake.fill(`insert into "Filters"."we""ird"."peo""ple" values (${cells(row).map(literal).join(", ")})`)
  await snowflake.run(`CREATE ROLE READER;
    CREATE WAREHOUSE WH;
    GRANT USAGE ON WAREHOUSE WH TO ROLE READER;
    GRANT USAGE ON DATABASE "Filters" TO ROLE READER;
    GRANT USAGE ON SCHEMA "Filters"."we""ird" TO ROLE READER;
    GRANT SELECT ON TABLE "Filters"."we""ird"."peo""ple" TO ROLE READER;
    CREATE USER PATCHBAY TYPE = SERVICE DEFAULT_ROLE = READER RSA_PUBLIC_KEY = '${key.publicKey}';
    GRANT ROLE READER TO USER PATCHBAY;`)
  return {
    table: { schema: 'we"ird', name: 'peo"ple', columns: columnsAs(types) },
    port: snowflake.port,
    answers: {
      settings: { account: "acme-marketing", warehouse: "WH", database: '"Filters"', schemas: [] },
      keys: { method: "keyPair", user: "PATCHBAY", privateKey: key.pem },
    },
    end: () => snowflake.close(),
  }
}
