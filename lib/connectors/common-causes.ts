import type { Cause } from "./connector"

/** What the way to any server can do wrong, before the platform itself is heard. */
export const networkCauses: readonly Cause[] = [
  {
    reason: "unreachable",
    says: "No such host.",
    why: "The name is misspelt, or only known inside another network.",
    remedy: "Correct the name in a new connection, or ask the operator whether Patchbay's network knows it.",
  },
  {
    reason: "unreachable",
    says: "The host did not answer",
    why: "A firewall or an allowlist drops what comes from Patchbay, or the machine is off.",
    remedy: "Let the addresses in that stand under Addresses to allow, and re-check.",
  },
  {
    reason: "unreachable",
    says: "Patchbay may not connect to this address.",
    why: "It is an address inside Patchbay's own network, which no connection may reach by itself.",
    remedy: "Use a public address, or ask the operator to allow this one (EGRESS_ALLOW).",
  },
]

export const portClosed: Cause = {
  reason: "unreachable",
  says: "The host refused the connection: nothing listens on this port.",
  why: "The port is another one, or the server is not running.",
  remedy: "Check the port and the server, and re-check. Another port needs a new connection.",
}

/** What an encrypted line can do wrong, where the server's certificate is verified. */
export const tlsCauses: readonly Cause[] = [
  {
    reason: "tls",
    says: "The certificate of the server is not signed by a known authority.",
    why: "The server uses an authority of its own, or something on the way opens encrypted lines.",
    remedy: "Paste the certificate of that authority under Additional settings, or ask the operator about the proxy.",
  },
  {
    reason: "tls",
    says: "The certificate of the server is for another name.",
    why: "The host was entered as an address, or under a name that the certificate does not hold.",
    remedy: "Make the connection with the name that stands in the certificate.",
  },
  {
    reason: "tls",
    says: "The certificate of the server has expired.",
    why: "Nobody has renewed it.",
    remedy: "Renew it on the server, and re-check.",
  },
]

export const late: Cause = {
  reason: "timeout",
  says: "The source did not answer within the time limit",
  why: "It is overloaded, or what was asked reads very much.",
  remedy: "Try again when it is less busy, or narrow the filter.",
}

export const nothingVisible: Cause = {
  reason: "missing",
  says: "shows no tables. Check three things:",
  why: "The user may sign in and not read, the place is another one, or it is really empty.",
  remedy: "Run the script above for the right place, see that it holds tables, and re-check.",
}

/** What every interface over HTTPS can do wrong on the way. */
export const httpCauses: readonly Cause[] = [
  {
    reason: "unreachable",
    says: "The source broke off in the middle of its answer.",
    why: "A proxy or an unsteady network cut the line.",
    remedy: "Re-check. If it goes on, ask the operator about the proxy.",
  },
  {
    reason: "unsupported",
    says: "The source answered with more than Patchbay takes in one piece.",
    why: "What was asked for is larger than any table or list should be.",
    remedy: "Choose fewer schemas, datasets or prefixes in a new connection.",
  },
]
