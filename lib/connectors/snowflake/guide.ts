import { httpCauses, late, networkCauses, nothingVisible, tlsCauses } from "../common-causes"
import type { Guide } from "../connector"

export const snowflakeGuide: Guide = {
  steps: [
    {
      title: "Make a key pair",
      text: "The first line makes the private half and asks for a passphrase: both go into the connect form. The second prints the public half, which goes into the script. Instead of a key pair, a programmatic access token or an OAuth client will do; passwords are not taken.",
      code: "openssl genrsa 2048 | openssl pkcs8 -topk8 -v2 aes-256-cbc -inform PEM -out patchbay.p8\nopenssl rsa -in patchbay.p8 -pubout -outform DER | openssl base64 -A",
    },
    {
      title: "Choose a warehouse",
      text: "Counts run on it; reading the schema needs none. Extra small is enough. It must start by itself.",
      code: "CREATE WAREHOUSE {warehouse} WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60 AUTO_RESUME = TRUE INITIALLY_SUSPENDED = TRUE;",
    },
    {
      title: "Make a role and a user of its own",
      text: "Run the script above in a worksheet, as somebody with SECURITYADMIN and the right to grant on the database. It makes a role that reads the schemas you name, also their future tables, and a user of type SERVICE that has this role alone.",
    },
    {
      title: "Find the account",
      text: "It stands in the address of your console, before .snowflakecomputing.com; SELECT CURRENT_ORGANIZATION_NAME() || '-' || CURRENT_ACCOUNT_NAME() says the same. If the account or the user has a network policy, add Patchbay's addresses to it.",
    },
  ],
  reaches: "{account}.snowflakecomputing.com on port 443, and nothing else",
  causes: [
    {
      reason: "credentials",
      says: "Snowflake does not accept this key.",
      why: "The user holds another public key, the account or the user is another one, or the user is disabled.",
      remedy: "DESC USER shows RSA_PUBLIC_KEY_FP: compare it with your key, and set the public half anew with ALTER USER.",
    },
    {
      reason: "credentials",
      says: "Authentication failed: the clock of the machine that runs Patchbay is",
      why: "A signature holds the time and is good for a minute.",
      remedy: "Ask the operator to set the clock (NTP).",
    },
    {
      reason: "credentials",
      says: "the user, the account or the secret is wrong, or the user is disabled.",
      why: "Snowflake does not say which of them it is.",
      remedy: "SHOW USERS tells whether the user is there and enabled. Then enter the credentials anew.",
    },
    {
      reason: "credentials",
      says: "Snowflake does not accept this token",
      why: "It has expired, was disabled, or belongs to another account.",
      remedy: "Make a new one, and enter it under Reauthenticate.",
    },
    {
      reason: "credentials",
      says: "the refresh token has expired or was revoked.",
      why: "It ends after the time that the security integration sets.",
      remedy: "Sign in once more to get a new one, and enter it under Reauthenticate.",
    },
    {
      reason: "credentials",
      says: "Snowflake does not let Patchbay's address in",
      why: "A network policy of the account or the user admits other addresses only.",
      remedy: "Add Patchbay's addresses to the policy, and re-check.",
    },
    {
      reason: "permission",
      says: "does not exist, or it is not granted to this user",
      why: "Snowflake does not say which of the two it is.",
      remedy: "Check the role with SHOW ROLES, and run GRANT ROLE … TO USER … of the script.",
    },
    {
      reason: "permission",
      says: "cannot be used: it does not exist, is suspended and does not start by itself, or the role has no USAGE on it.",
      why: "The warehouse is gone, has AUTO_RESUME off, or is not granted.",
      remedy: "GRANT USAGE ON WAREHOUSE, and ALTER WAREHOUSE … SET AUTO_RESUME = TRUE.",
    },
    {
      reason: "permission",
      says: "A name used here does not exist, or the role has no right on it",
      why: "Snowflake does not say which. A name in lower case needs double quotes.",
      remedy: "Check the name, then run the lines of the script for that schema.",
    },
    {
      reason: "missing",
      says: "There is no account of this name.",
      why: "The identifier is misspelt, or a locator lacks its region and cloud.",
      remedy: "Copy it from the address of your console, and make a new connection with it.",
    },
    nothingVisible,
    {
      reason: "unreachable",
      says: "Snowflake has more requests than it takes from this account at a time.",
      why: "Others use the account at the same time.",
      remedy: "Try again in a few minutes.",
    },
    {
      reason: "unreachable",
      says: "Snowflake answers that it cannot work just now.",
      why: "Snowflake has an outage.",
      remedy: "Look at status.snowflake.com, and re-check when it is over.",
    },
    ...networkCauses,
    ...httpCauses,
    ...tlsCauses.slice(0, 1),
    {
      reason: "unsupported",
      says: "Snowflake refused the statement",
      why: "Snowflake has a code for it that Patchbay does not know.",
      remedy: "Tell the operator the code. Refresh the schema if something was renamed.",
    },
    late,
  ],
}
