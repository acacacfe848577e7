import type { Demo, Keep } from "../run"
import { keyPair, snowflakeDouble } from "./double"

const port = 4820
const passphrase = "open sesame"

/** A shop to connect by hand: what is missing and what is too much shows in the checks. */
export async function snowflakeDemo(keep: Keep): Promise<Demo> {
  const double = await snowflakeDouble({ port })
  const key = keyPair({ passphrase })
  await double.fill(`attach ':memory:' as SHOP; create schema SHOP.SALES;
    create table SHOP.SALES.CUSTOMERS (ID int primary key, EMAIL varchar, COUNTRY varchar, SPENT decimal(10,2), VIP boolean, JOINED date, SEEN timestamptz);
    insert into SHOP.SALES.CUSTOMERS select i, 'person' || i || '@example.com', case when i % 4 = 0 then 'DE' else 'FR' end, i, i % 2 = 0,
      current_date - i::int, now() - to_hours(i::int) from range(1000) counted(i);
    create table SHOP.SALES.ORDERS (ID int, CUSTOMER int); create view SHOP.SALES.RECENT as select * from SHOP.SALES.CUSTOMERS where ID < 30`)
  await double.run(`CREATE ROLE PATCHBAY_READER;
    CREATE WAREHOUSE PATCHBAY_WH;
    GRANT USAGE ON WAREHOUSE PATCHBAY_WH TO ROLE PATCHBAY_READER;
    GRANT USAGE ON DATABASE SHOP TO ROLE PATCHBAY_READER;
    GRANT USAGE ON SCHEMA SHOP.SALES TO ROLE PATCHBAY_READER;
    GRANT SELECT ON TABLE SHOP.SALES.CUSTOMERS TO ROLE PATCHBAY_READER;
    GRANT SELECT ON VIEW SHOP.SALES.RECENT TO ROLE PATCHBAY_READER;
    GRANT INSERT ON TABLE SHOP.SALES.ORDERS TO ROLE PATCHBAY_READER;
    CREATE USER PATCHBAY TYPE = SERVICE DEFAULT_ROLE = PATCHBAY_READER RSA_PUBLIC_KEY = '${key.publicKey}';
    GRANT ROLE PATCHBAY_READER TO USER PATCHBAY;`)
  const file = await keep("snowflake.p8", key.pem)
  return {
    port: double.port,
    endpoints: { snowflake: double.url },
    says: [
      "Account acme-marketing, warehouse PATCHBAY_WH, database SHOP, schema SALES.",
      `User PATCHBAY with the private key in ${file}, passphrase: ${passphrase}.`,
      "One table may be written to and not read, so that the checks have something to say.",
    ],
    close: double.close,
  }
}
