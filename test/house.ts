/** The plan of the house, as its test reads it. ARCHITECTURE.md says the same in words. */

/** From the ground up. A file may import from its own floor and from any floor below it. */
export const floors = [
  /^lib\/base\//,
  /^db\//,
  /^lib\/(access|queue|connectors|vault|egress|sql)\//,
  /^lib\/(?!doors)/,
  /^(lib\/doors|components)\//,
  /^(app|worker|server\.ts)\//,
]

export const rooms = [
  "access",
  "accounts",
  "audiences",
  "audit",
  "authorizations",
  "base",
  "bulk",
  "catalog",
  "clients",
  "connections",
  "connectors",
  "consents",
  "data-sources",
  "dependents",
  "doors",
  "drafts",
  "egress",
  "events",
  "files",
  "impact",
  "inbox",
  "invitations",
  "jobs",
  "members",
  "notices",
  "offboarding",
  "organizations",
  "overview",
  "queries",
  "questions",
  "queue",
  "replacements",
  "requests",
  "schemas",
  "sessions",
  "sql",
  "teams",
  "usage",
  "vault",
  "worker-state",
]

/** What a component may import as a value: it runs in a browser. */
export const forComponents =
  /^(components\/|lib\/base\/(errors|ids|paths|sizes|times)$|lib\/access\/(permissions|decide)$|lib\/connectors\/(manifests|guides|announced|fields|paste)$|lib\/sql\/(say|operands)$|lib\/[\w-]+\/(model|states)$)/

/** What an ordinary door hands over. */
export const ordinary = /^export const (\w+ = action|GET = route|POST = question)\(\w+\)$/

/** Where no organization is known yet, or it is about oneself, there is no context for a verb: these doors parse and answer in the same way. */
export const outside = {
  where: /^app\/(\(auth\)|account)\//,
  exports: /^export const \w+ = ((visitorForm|visitorAction|ownAction)\(|signOut$)/,
}

/** Doors that are more than a verb handed over, each with its reason. */
export const doors: Record<string, string> = {
  "app/api/auth/[...nextauth]/route.ts": "single sign-on leaves the house and comes back",
  "app/api/consents/callback/[platform]/route.ts":
    "a platform's own sign-in leads the browser here, with no organization in the address, and it is led on",
  "app/api/console/[organization]/audit/route.ts": "a log is longer than one answer: it is streamed as a file",
  "app/api/console/[organization]/connections/[connectionId]/usage/file/route.ts": "a download is a file and not JSON",
  "app/api/console/[organization]/files/route.ts": "an upload streams to the disk, which an action cannot do",
  "app/api/console/[organization]/queries/[queryId]/rows/route.ts": "a download is a file and not JSON",
  "app/api/events/[organization]/route.ts": "an open stream is not one answer",
  "app/livez/route.ts": "asked by machines without a session",
  "app/readyz/route.ts": "asked by machines without a session",
}

/** Files of the rule floors that a script without a server also runs, each with its reason. */
export const withoutMark: Record<string, string> = {}

/** Types that a table's JSON columns have from the floor above: a type leaves no trace in the program. */
export const typesFromAbove = /^db\/schema\/\w+ -> lib\/connectors\/connector$/
