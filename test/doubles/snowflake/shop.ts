import { canary, openSession, runChecks, withSession } from "@/lib/connectors/trial"
import { guard } from "@/lib/egress/guard"
import { pointAt } from "../point"
import { keyPair, snowflakeDouble } from "./double"

type Over = Record<string, unknown>

/** A double with one shop in it, and an administrator's work still to be done: the user has signed nothing and may do nothing. */
export async function aShop() {
  const double = await snowflakeDouble()
  pointAt({ snowflake: double.url })
  const key = keyPair({ passphrase: canary })
  await double.fill(`attach ':memory:' as SHOP; create schema SHOP.SALES; create schema SHOP."odd ""name"; create schema SHOP.HIDDEN;
    create table SHOP.SALES.PEOPLE (ID int primary key, NAME varchar); insert into SHOP.SALES.PEOPLE values (1, 'Ann'), (2, 'Bob');
    create table SHOP.SALES.ORDERS (ID int); create view SHOP.SALES.SEEN as select ID from SHOP.SALES.PEOPLE;
    create table SHOP."odd ""name"."t.able" (ID int); create table SHOP.HIDDEN.SALARIES (ID int)`)
  await double.run(`CREATE ROLE READER;
    CREATE ROLE INNER_ROLE;
    CREATE WAREHOUSE WH;
    CREATE USER PATCHBAY TYPE = SERVICE DEFAULT_ROLE = READER RSA_PUBLIC_KEY = '${key.publicKey}';
    GRANT ROLE READER TO USER PATCHBAY;`)
  const user = () => {
    const found = double.account.users.get("PATCHBAY")
    if (!found) throw new Error("The double has lost its user")
    return found
  }
  const answers = (over: Over = {}, keys: Over = {}) => ({
    settings: { account: "acme-marketing", warehouse: "WH", database: "SHOP", schemas: ["SALES"], ...over },
    keys: { method: "keyPair", user: "patchbay", privateKey: key.pem, passphrase: canary, ...keys },
  })
  const dial = guard({ allow: `127.0.0.1:${double.port}` })
  const open = (over?: Over, keys?: Over, signal?: AbortSignal) =>
    openSession("snowflake", dial, { ...answers(over, keys), ...(signal ? { signal } : {}) })
  return {
    double,
    key,
    user,
    answers,
    open,
    check: (over?: Over, keys?: Over) => withSession(open(over, keys), runChecks),
    /** Everything that the script of the manifest grants, and one schema of it only. */
    grantAll: () =>
      double.run(`GRANT USAGE ON WAREHOUSE WH TO ROLE READER;
        GRANT USAGE ON DATABASE SHOP TO ROLE READER;
        GRANT USAGE ON SCHEMA SHOP.SALES TO ROLE READER;
        GRANT SELECT ON ALL TABLES IN SCHEMA SHOP.SALES TO ROLE READER;
        GRANT SELECT ON ALL VIEWS IN SCHEMA SHOP.SALES TO ROLE READER;`),
  }
}
export type Shop = Awaited<ReturnType<typeof aShop>>
