/** The plan of the house, as its test reads it. ARCHITECTURE.md says the same in words. */

/** From the ground up. A file may import from its own floor and from any floor below it. */
export const floors = [
  /^lib\/base\//,
  /^db\//,
  /^lib\/(access|jobs|connectors|vault|egress|sql)\//,
  /^lib\/(?!doors)/,
  /^(lib\/doors|components)\//,
  /^(app|worker|proxy\.ts|instrumentation\.ts)\//,
]

export const rooms = [
  "access",
  "audiences",
  "audit",
  "base",
  "catalog",
  "connections",
  "connectors",
  "doors",
  "egress",
  "events",
  "files",
  "jobs",
  "members",
  "organizations",
  "overview",
  "schemas",
  "sql",
  "teams",
  "vault",
  "worker-state",
]

/** What a component may import as a value: it runs in a browser. */
export const forComponents =
  /^(components\/|lib\/base\/(errors|ids|paths|times)$|lib\/access\/(permissions|decide)$|lib\/connectors\/(manifests|announced|fields)$|lib\/[\w-]+\/model$)/

/** Doors that are more than a verb handed over, each with its reason. */
export const doors: Record<string, string> = {
  "app/api/events/[organization]/route.ts": "an open stream is not one answer",
  "app/livez/route.ts": "asked by machines without a session",
  "app/readyz/route.ts": "asked by machines without a session",
}

/** Files of the rule floors that a script without a server also runs, each with its reason. */
export const withoutMark: Record<string, string> = {}
