import type { Identity } from "../google/accounts"
import type { Answer, Asked } from "../server"
import { refusals } from "./refusals"
import type { BigqueryWorld, DoubleField, DoubleTable } from "./world"

const projectScopes = ["https://www.googleapis.com/auth/cloud-platform", "https://www.googleapis.com/auth/cloud-platform.read-only"]
export const ok = (body: object): Answer => ({ status: 200, body })
export type Route = { asked: Asked; who: Identity; json: Record<string, unknown>; project: string; rest: string[] }

export function testProject(world: BigqueryWorld, who: Identity, project: string, json: Record<string, unknown>): Answer {
  if (!who.scopes.some((scope) => projectScopes.includes(scope))) throw refusals.scope()
  if (world.off.has("cloudresourcemanager")) throw refusals.off("Cloud Resource Manager API", project)
  const held = (json.permissions as string[]).filter((permission) => world.may(who.email, permission, project))
  return ok(held.length > 0 ? { permissions: held } : {})
}

export function datasets(world: BigqueryWorld, { asked, who, json, project, rest: [, dataset, tables, name] }: Route): Answer {
  const may = (permission: string, table?: string) => world.may(who.email, permission, project, dataset, table)
  if (dataset === undefined) {
    if (!world.has(project)) throw refusals.missing(`Project ${project}`)
    const seen = world.datasets(project).filter(({ id }) => world.sees(who.email, project, id))
    const all = seen.map(({ id, location }) => ({
      kind: "bigquery#dataset",
      id: `${project}:${id}`,
      datasetReference: { projectId: project, datasetId: id },
      location,
    }))
    return ok({ kind: "bigquery#datasetList", ...paged("datasets", all, asked.query) })
  }
  const found = world.find(project, dataset)
  if (tables === undefined) {
    if (!found || !may("bigquery.datasets.get")) throw refusals.missing(`Dataset ${project}:${dataset}`)
    return ok({ kind: "bigquery#dataset", datasetReference: { projectId: project, datasetId: dataset }, location: found.location })
  }
  if (name === undefined) {
    if (!found) throw refusals.missing(`Dataset ${project}:${dataset}`)
    if (!may("bigquery.tables.list")) throw refusals.noList(project, dataset)
    const all = [...found.tables.values()].map((table) => listed(project, dataset, table))
    return ok({ kind: "bigquery#tableList", ...paged("tables", all, asked.query), totalItems: all.length })
  }
  const [table = "", deed] = name.split(":")
  if (deed === "testIamPermissions") {
    if (!found?.tables.has(table)) throw refusals.missing(`Table ${project}:${dataset}.${table}`)
    const held = (json.permissions as string[]).filter((permission) => may(permission, table))
    return ok(held.length > 0 ? { permissions: held } : {})
  }
  if (!may("bigquery.tables.get", table)) throw refusals.noGet(project, dataset, table)
  const one = found?.tables.get(table)
  if (!one) throw refusals.missing(`Table ${project}:${dataset}.${table}`)
  return ok({
    ...listed(project, dataset, one),
    kind: "bigquery#table",
    schema: { fields: one.fields.map(fieldBody) },
    numRows: one.type === "VIEW" ? "0" : String(one.rows?.length ?? 0),
    numBytes: String(one.bytes ?? 0),
    ...(one.description ? { description: one.description } : {}),
    ...(one.primaryKey ? { tableConstraints: { primaryKey: { columns: one.primaryKey } } } : {}),
  })
}

/** The old names of the types are those that the interface uses. */
export const oldNames: Record<string, string> = { INT64: "INTEGER", FLOAT64: "FLOAT", BOOL: "BOOLEAN" }
const fieldBody = ({ type, fields, ...field }: DoubleField): object => ({
  ...field,
  type: oldNames[type] ?? type,
  ...(fields ? { fields: fields.map(fieldBody) } : {}),
})

const listed = (project: string, dataset: string, { name, type = "TABLE", partition }: DoubleTable) => ({
  kind: "bigquery#table",
  id: `${project}:${dataset}.${name}`,
  tableReference: { projectId: project, datasetId: dataset, tableId: name },
  type,
  ...(partition ? { timePartitioning: { type: "DAY", ...(partition.field ? { field: partition.field } : {}) } } : {}),
  ...(partition?.required ? { requirePartitionFilter: true } : {}),
  creationTime: "1700000000000",
})

function paged(key: string, all: object[], query: URLSearchParams) {
  const most = Math.min(Number(query.get("maxResults") ?? 50), 1_000)
  const from = Number(query.get("pageToken") ?? 0)
  const page = all.slice(from, from + most)
  return { ...(page.length > 0 ? { [key]: page } : {}), ...(from + most < all.length ? { nextPageToken: String(from + most) } : {}) }
}
