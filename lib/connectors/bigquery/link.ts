import "server-only"
import type { Source } from "../connector"
import { SourceError } from "../connector"
import { endpointOf } from "../endpoints"
import { googleApi } from "../google/api"
import { explain } from "./errors"
import type { FieldBody } from "./kinds"
import type { bigquery } from "./manifest"

export type BigquerySource = Source<(typeof bigquery)["settings"], (typeof bigquery)["methods"]>

/** BigQuery itself, and reading the project's policies as far as they concern this account. */
const scopes = ["https://www.googleapis.com/auth/bigquery", "https://www.googleapis.com/auth/cloud-platform.read-only"]
const perPage = 1_000
/** More pages than any real project has; a source that goes on for ever wants our memory. */
const mostPages = 200

export type Listed = {
  tableReference?: { tableId?: string }
  type?: string
  timePartitioning?: { field?: string }
  rangePartitioning?: { field?: string }
  requirePartitionFilter?: boolean
}
export type TableBody = Listed & {
  schema?: { fields?: FieldBody[] }
  numRows?: string
  description?: string
  tableConstraints?: { primaryKey?: { columns?: string[] } }
}

/** The way to one project: its datasets and tables as the interface tells them. */
export function link({ settings, keys, signal, dial }: BigquerySource) {
  const { project, ceilingGib } = settings
  const dataProject = settings.dataProject ?? project
  const api = googleApi({ dial, signal, keys, scopes, explain: (problem) => explain(problem, { project, ceilingGib }) })
  const base = () => `${endpointOf("bigquery")}/bigquery/v2/projects`
  const inData = (path: string) => `${base()}/${encodeURIComponent(dataProject)}/datasets${path}`

  async function* pages<T>(url: string, key: string, most = perPage): AsyncGenerator<T[]> {
    let token = ""
    for (let at = 0; at < mostPages; at++) {
      const page = await api.json<Record<string, unknown>>({
        url: `${url}?maxResults=${most}${token ? `&pageToken=${encodeURIComponent(token)}` : ""}`,
      })
      yield (Array.isArray(page[key]) ? page[key] : []) as T[]
      token = typeof page.nextPageToken === "string" ? page.nextPageToken : ""
      if (!token) return
    }
    throw new SourceError("unsupported", "The source names more tables than Patchbay is willing to read. Choose datasets.", "too-many")
  }

  async function testPermissions(url: string, permissions: readonly string[]): Promise<Set<string>> {
    const answer = await api.json<{ permissions?: unknown }>({ url: `${url}:testIamPermissions`, method: "POST", json: { permissions } })
    return new Set(Array.isArray(answer.permissions) ? answer.permissions.map(String) : [])
  }

  return {
    api,
    project,
    dataProject,
    /** How a dataset is named in the schema: with its project only where that is another than the one that is billed. */
    schemaOf: (dataset: string) => (dataProject === project ? dataset : `${dataProject}.${dataset}`),
    url: (path: string) => `${base()}/${encodeURIComponent(project)}/${path}`,
    /** Both doors of Google answer, whatever they say. Tells whether the way to them is encrypted: the operator may have put others there. */
    async reach(): Promise<boolean> {
      await api.http.ask({ url: `${endpointOf("google-token")}/token`, knocks: true })
      await api.http.ask({ url: `${base()}/${encodeURIComponent(project)}/datasets?maxResults=1`, knocks: true })
      return [endpointOf("google-token"), endpointOf("bigquery")].every((url) => url.startsWith("https:"))
    },
    async datasets(): Promise<string[]> {
      const names: string[] = []
      for await (const page of pages<{ datasetReference?: { datasetId?: string } }>(inData(""), "datasets"))
        for (const { datasetReference } of page) if (datasetReference?.datasetId) names.push(datasetReference.datasetId)
      return names.toSorted()
    },
    /** The tables of a dataset by name only, in order; `most` stops early. */
    async tables(dataset: string, most = Number.POSITIVE_INFINITY): Promise<Listed[]> {
      const found: Listed[] = []
      const size = Math.min(most, perPage)
      for await (const page of pages<Listed>(inData(`/${encodeURIComponent(dataset)}/tables`), "tables", size)) {
        found.push(
          ...page.map(({ tableReference, type, timePartitioning, rangePartitioning, requirePartitionFilter }) => ({
            tableReference,
            type,
            timePartitioning,
            rangePartitioning,
            requirePartitionFilter,
          })),
        )
        if (found.length >= most) break
      }
      return found.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    },
    table: (dataset: string, table: string) =>
      api.json<TableBody>({ url: inData(`/${encodeURIComponent(dataset)}/tables/${encodeURIComponent(table)}`) }),
    ofTable: (dataset: string, table: string, permissions: readonly string[]) =>
      testPermissions(inData(`/${encodeURIComponent(dataset)}/tables/${encodeURIComponent(table)}`), permissions),
    ofProject: (id: string, permissions: readonly string[]) =>
      testPermissions(`${endpointOf("google-projects")}/v1/projects/${encodeURIComponent(id)}`, permissions),
    close: () => api.close(),
  }
}
export type Link = ReturnType<typeof link>

export const nameOf = ({ tableReference }: Listed): string => tableReference?.tableId ?? ""

/** At most `most` at once. The first failure stops the rest. */
export async function inParallel<T, R>(most: number, all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const lane = async () => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at] as T)
  }
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, lane))
  return results
}
