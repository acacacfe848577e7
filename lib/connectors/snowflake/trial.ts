import { pointAt } from "@/test/doubles/point"
import { keyPair, snowflakeDouble } from "@/test/doubles/snowflake/double"
import { canary, names, unique } from "../trial"
import { copies, many, type Trial } from "../trial-sources"

/** A double of Snowflake with DuckDB behind it: the wire, the signatures and the rights are its own, the SQL is run by DuckDB. */
export async function snowflakeTrial(): Promise<Trial> {
  const double = await snowflakeDouble()
  pointAt({ snowflake: double.url })
  const database = unique("Contract")
  const key = keyPair({ passphrase: canary })
  await double.fill(`attach ':memory:' as "${database}"; create schema "${database}".shop;
    create table "${database}".shop.people (id int primary key, "na""me\`" varchar, joined timestamptz, born date, vip boolean);
    create view "${database}".shop.seen as select id from "${database}".shop.people; ${copies(`"${database}".shop`).join(";")}`)
  for (const [id, name] of names.entries())
    await double.fill(`insert into "${database}".shop.people values (${id}, '${name.replaceAll("'", "''")}', now(), current_date, true)`)
  await double.run(`CREATE ROLE READER;
    CREATE WAREHOUSE WH;
    GRANT USAGE ON WAREHOUSE WH TO ROLE READER;
    GRANT USAGE ON DATABASE "${database}" TO ROLE READER;
    GRANT USAGE ON SCHEMA "${database}"."shop" TO ROLE READER;
    GRANT SELECT ON ALL TABLES IN SCHEMA "${database}"."shop" TO ROLE READER;
    GRANT SELECT ON ALL VIEWS IN SCHEMA "${database}"."shop" TO ROLE READER;
    CREATE USER PATCHBAY TYPE = SERVICE DEFAULT_ROLE = READER RSA_PUBLIC_KEY = '${key.publicKey}';
    GRANT ROLE READER TO USER PATCHBAY;`)
  return {
    answers: {
      settings: { account: "acme-marketing", warehouse: "WH", database: `"${database}"`, schemas: [] },
      keys: { method: "keyPair", user: "patchbay", privateKey: key.pem, passphrase: canary },
    },
    port: double.port,
    schema: "shop",
    table: '"shop"."people"',
    many,
    names,
    equals: (name) => ({ text: 'SELECT count(*) FROM "shop"."people" WHERE "na""me`" = ?', values: [name] }),
    endless: { text: "SELECT count(*) FROM range(1000000) a, range(10000000) b WHERE a.range + b.range = 7", values: [] },
    running: async () => double.running(),
    end: () => double.close(),
  }
}
