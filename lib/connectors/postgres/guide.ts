import { late, networkCauses, nothingVisible, portClosed, tlsCauses } from "../common-causes"
import type { Guide } from "../connector"

export const postgresGuide: Guide = {
  steps: [
    {
      title: "Make a role of its own",
      text: "Run the script above with psql as the owner of the tables, or as a superuser. It makes a role that reads the schemas you name, also the tables that this owner makes later, and nothing else. Make up a long password for it.",
    },
    {
      title: "Let the role in from Patchbay",
      text: "On your own server, add a line to pg_hba.conf and reload it. A managed service has a list of allowed addresses instead: under Security groups (RDS, Aurora), Authorised networks (Cloud SQL) or Network restrictions (Supabase, Neon).",
      code: "hostssl  {database}  {user}  {address of Patchbay}/32  scram-sha-256",
    },
    {
      title: "Have the certificate at hand",
      text: "If the server's certificate is not signed by a public authority, download the one of its authority (RDS: the global bundle; Cloud SQL: server-ca.pem). It goes under Additional settings.",
    },
  ],
  reaches: "the host and the port that you enter, usually 5432. Use the port of the database itself, not of a pooler such as PgBouncer",
  causes: [
    {
      reason: "credentials",
      says: "Authentication failed: the user or the password is wrong",
      why: "PostgreSQL says the same for a wrong password and for a role that is not there.",
      remedy: "Sign in with psql and the same two. Set the password anew with ALTER ROLE, then enter it under Reauthenticate.",
    },
    {
      reason: "credentials",
      says: "Authentication failed: the server does not let this user in from here.",
      why: "No line of pg_hba.conf fits the role, the database and Patchbay's address, or the role has no LOGIN.",
      remedy: "Add the line of step 2, or ALTER ROLE … LOGIN.",
    },
    {
      reason: "credentials",
      says: "The server could not prove that it knows this password.",
      why: "Another server answers than the one that the password was set on.",
      remedy: "Check the host. Do not enter the password again before you know who answers.",
    },
    {
      reason: "missing",
      says: "There is no database … on this server.",
      why: "The name is misspelt. Capital letters count.",
      remedy: "List the databases with psql -l, and make the connection with the right name.",
    },
    nothingVisible,
    {
      reason: "permission",
      says: "This user may not do this.",
      why: "A right was taken away, or a new table came without one.",
      remedy: "The checks name it with the statement that grants it. Run that, and re-check.",
    },
    {
      reason: "unsupported",
      says: "This port does not speak PostgreSQL.",
      why: "Another service listens there.",
      remedy: "Enter the port of the database.",
    },
    {
      reason: "unsupported",
      says: "The server refused the settings of our session.",
      why: "A pooler stands in front and takes no settings of a session.",
      remedy: "Make the connection with the port of the database itself.",
    },
    {
      reason: "unsupported",
      says: "The server asks for a way of signing in that Patchbay does not speak.",
      why: "The role is let in by Kerberos, LDAP or a certificate.",
      remedy: "Let this one role in with scram-sha-256.",
    },
    {
      reason: "unreachable",
      says: "The server has no free connection left.",
      why: "All that max_connections allows are taken.",
      remedy: "Try later, or raise the limit of the role: ALTER ROLE … CONNECTION LIMIT.",
    },
    portClosed,
    ...networkCauses,
    ...tlsCauses,
    {
      reason: "tls",
      says: "The server does not offer encryption.",
      why: "ssl is off in postgresql.conf.",
      remedy: "Switch it on. Choose Not encrypted only if the network between is yours.",
    },
    {
      reason: "timeout",
      says: "The server accepted the connection and did not answer within 10 seconds.",
      why: "Something listens on the port and is not PostgreSQL, or the server hangs.",
      remedy: "Check the port, then the server's own log.",
    },
    late,
  ],
}
