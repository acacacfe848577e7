import type { Cell, ScalarType } from "./values"

export type DoubleField = {
  name: string
  type: ScalarType | "RECORD" | "GEOGRAPHY" | "TIME" | "INTERVAL"
  mode?: "NULLABLE" | "REQUIRED" | "REPEATED"
  description?: string
  fields?: DoubleField[]
  maxLength?: string
  precision?: string
  scale?: string
  collation?: string
}
export type DoubleTable = {
  name: string
  type?: "TABLE" | "VIEW" | "MATERIALIZED_VIEW" | "EXTERNAL" | "SNAPSHOT"
  fields: DoubleField[]
  rows?: Cell[][]
  primaryKey?: string[]
  /** Without a field: by the time of loading, as `_PARTITIONTIME`; the cell then stands behind those of the fields. */
  partition?: { field?: string; required?: boolean }
  /** What a query over it reads; without it a little for every row. */
  bytes?: number
  description?: string
}
type Dataset = { location: string; tables: Map<string, DoubleTable> }

/** What the roles of BigQuery hold, as far as it matters here. */
export const roles = {
  jobUser: ["bigquery.jobs.create"],
  metadataViewer: ["bigquery.datasets.get", "bigquery.tables.list", "bigquery.tables.get"],
  dataViewer: ["bigquery.datasets.get", "bigquery.tables.list", "bigquery.tables.get", "bigquery.tables.getData"],
  dataEditor: [
    "bigquery.datasets.get",
    "bigquery.tables.list",
    "bigquery.tables.get",
    "bigquery.tables.getData",
    "bigquery.tables.create",
    "bigquery.tables.update",
    "bigquery.tables.updateData",
    "bigquery.tables.delete",
  ],
} as const

const binding = /^gcloud projects add-iam-policy-binding (\S+) --member=\w+:(\S+) --role=roles\/bigquery\.(\w+)$/
const grant = /^GRANT `roles\/bigquery\.(\w+)` ON (?:SCHEMA|TABLE) `([^`]+)` TO "\w+:([^"]+)";$/

/** Projects, datasets and tables, and who may do what on each. A permission holds for everything below. */
export function bigqueryWorld() {
  const projects = new Map<string, Map<string, Dataset>>()
  const grants: { email: string; on: string; permissions: readonly string[] }[] = []
  /** Interfaces that are switched off. */
  const off = new Set<"bigquery" | "cloudresourcemanager">()

  const pathOf = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(".")
  return {
    off,
    project(id: string) {
      projects.set(id, projects.get(id) ?? new Map())
    },
    dataset(project: string, id: string, tables: DoubleTable[] = [], location = "EU") {
      this.project(project)
      projects.get(project)?.set(id, { location, tables: new Map(tables.map((table) => [table.name, table])) })
    },
    has: (project: string) => projects.has(project),
    datasets: (project: string) => [...(projects.get(project) ?? [])].map(([id, { location }]) => ({ id, location })),
    find: (project: string, dataset: string) => projects.get(project)?.get(dataset),
    table: (project: string, dataset: string, table: string) => projects.get(project)?.get(dataset)?.tables.get(table),
    /** Gives permissions on a project, a dataset (`project.dataset`) or a table (`project.dataset.table`). */
    grant(email: string, on: string, ...permissions: readonly string[]) {
      grants.push({ email, on, permissions })
    },
    /** Does what a remedy says, as somebody would who pastes it into a shell or the editor of queries. */
    obey(remedy: string) {
      const [, project = "", member = "", role = ""] = binding.exec(remedy) ?? []
      const [, given = "", on = "", to = ""] = grant.exec(remedy) ?? []
      const permissions: readonly string[] | undefined = roles[(role || given) as keyof typeof roles]
      if (!permissions) throw new Error(`no such remedy: ${remedy}`)
      this.grant(member || to, project || on, ...permissions)
    },
    /** Takes permissions back, wherever they were given. */
    revoke(email: string, ...permissions: string[]) {
      for (const grant of grants)
        if (grant.email === email) grant.permissions = grant.permissions.filter((one) => !permissions.includes(one))
    },
    may(email: string, permission: string, project: string, dataset?: string, table?: string): boolean {
      const above = [project, pathOf(project, dataset), pathOf(project, dataset, table)]
      return grants.some((grant) => grant.email === email && above.includes(grant.on) && grant.permissions.includes(permission))
    },
    /** Whether anything at all was given on a dataset or in it: such datasets are listed. */
    sees(email: string, project: string, dataset: string): boolean {
      return grants.some(
        ({ email: who, on, permissions }) =>
          who === email && permissions.some((one) => one !== "bigquery.jobs.create") && (on === project || on === pathOf(project, dataset)),
      )
    },
  }
}
export type BigqueryWorld = ReturnType<typeof bigqueryWorld>
