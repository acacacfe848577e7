export type Reader = { role: string; database: string; password: string; grants: string[] }

const reads = (...schemas: string[]) =>
  schemas.flatMap((schema) => [`usage on schema ${schema}`, `select on all tables in schema ${schema}`])
const reader = (role: string, database: string, grants: string[]): Reader => ({
  role,
  database,
  // Known to everybody who reads this: the databases hold invented data, answer on this machine only, and these roles may only read.
  password: `demo-${role.replaceAll("_", "-")}`,
  grants,
})

/** The roles of the demo's databases. README.md tells the story of `business_partial`. */
export const readers: Reader[] = [
  reader("consumer_reader", "consumer_cloud", reads("crm", "sales", "web")),
  reader("consumer_web", "consumer_cloud", ["usage on schema web", "select on web.events"]),
  reader("consumer_loyalty", "consumer_cloud", reads("crm")),
  reader("business_reader", "business_cloud", reads("crm", "sales", "web", "finance")),
  reader("business_partial", "business_cloud", [...reads("crm", "web", "finance"), "select on all tables in schema sales"]),
  reader("business_finance", "business_cloud", ["select on all tables in schema finance"]),
  reader("globex_reader", "globex_cloud", reads("shop")),
]

export const readerOf = (role: string): Reader => {
  const found = readers.find((one) => one.role === role)
  if (!found) throw new Error(`The demo has no role ${role}`)
  return found
}
