import { late, networkCauses, nothingVisible, portClosed, tlsCauses } from "../common-causes"
import type { Guide } from "../connector"

export const mysqlGuide: Guide = {
  steps: [
    {
      title: "Make a user of its own",
      text: "Run the script above as somebody who may create users and grant. It makes a user that reads one database and nothing else. Make up a long password for it. To admit it from Patchbay's address alone, put that address in place of '%'.",
    },
    {
      title: "Let Patchbay reach the server",
      text: "The server must listen beyond its own machine (bind-address), and a firewall, security group or list of authorised networks must admit the addresses that Patchbay dials from.",
    },
    {
      title: "Have the certificate at hand",
      text: "If the server's certificate is not signed by a public authority, download the one of its authority (RDS: the global bundle; your own server: ca.pem of its data folder). It goes under Additional settings.",
    },
  ],
  reaches: "the host and the port that you enter, usually 3306",
  causes: [
    {
      reason: "credentials",
      says: "Authentication failed: the user or the password is wrong, or this user may not sign in from Patchbay's address.",
      why: "MySQL says the same for all three: an account is a name together with an address.",
      remedy: "Look at SELECT user, host FROM mysql.user. Set the password with ALTER USER, then enter it under Reauthenticate.",
    },
    {
      reason: "credentials",
      says: "The server does not let this user in: the account is locked, or its password has expired.",
      why: "The account has a lock or a password lifetime.",
      remedy: "ALTER USER … ACCOUNT UNLOCK, or PASSWORD EXPIRE NEVER for this one account.",
    },
    {
      reason: "credentials",
      says: "The server does not let Patchbay's address in.",
      why: "There is no account for the address that Patchbay dials from.",
      remedy: "Create the user for this address, or for '%'.",
    },
    {
      reason: "permission",
      says: "There is no database …, or this user has no right on it",
      why: "MySQL does not say which of the two it is.",
      remedy: "Check the name with SHOW DATABASES as somebody else, then run the GRANT of the script.",
    },
    {
      reason: "permission",
      says: "This user may not read this table.",
      why: "A right was taken away, or is given for single tables only.",
      remedy: "The checks name it with the statement that grants it. Run that, and re-check.",
    },
    {
      reason: "missing",
      says: "There is no database … on this server.",
      why: "The name is misspelt. On most servers capital letters count.",
      remedy: "Make the connection with the right name.",
    },
    nothingVisible,
    {
      reason: "unsupported",
      says: "The server asks for a way of signing in that Patchbay does not speak.",
      why: "The account uses PAM, LDAP, Kerberos or a socket.",
      remedy: "Give this one user a password (caching_sha2_password or mysql_native_password).",
    },
    {
      reason: "unreachable",
      says: "The server has blocked Patchbay's address after too many failed connections.",
      why: "max_connect_errors was reached.",
      remedy: "Run FLUSH HOSTS, and re-check.",
    },
    {
      reason: "unreachable",
      says: "The server has no free connection left.",
      why: "max_connections or the limit of this user is reached.",
      remedy: "Try later, or raise the limit.",
    },
    portClosed,
    ...networkCauses,
    {
      reason: "tls",
      says: "The server only accepts encrypted connections.",
      why: "require_secure_transport is on.",
      remedy: "Make the connection with an encrypted line.",
    },
    ...tlsCauses,
    {
      reason: "timeout",
      says: "The server accepted the connection and did not answer within 10 seconds.",
      why: "Something listens on the port and is not MySQL, or the server hangs.",
      remedy: "Check the port, then the server's own log.",
    },
    late,
  ],
}
