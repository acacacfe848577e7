import "server-only"
import type { CheckResult } from "../connector"
import { SourceError } from "../connector"
import { mostListed, nothingToSee, once, plural } from "../steps"
import { getData, tooWide } from "./excess"
import { bindJobUser, grantViewer, memberOf } from "./grants"
import { type BigquerySource, inParallel, type Link, nameOf } from "./link"

type Grants = NonNullable<CheckResult["grants"]>
export type Known = { dataset: string; table: string; held: Set<string> }
export type Readable = (dataset: string, table: string) => Promise<boolean>

const ofTables = [getData, "bigquery.tables.get", "bigquery.tables.update", "bigquery.tables.updateData", "bigquery.tables.delete"]
const atOnce = 12

/** What this account may do, found by asking and never by trying. */
export function rights(link: Link, { settings, keys }: BigquerySource) {
  const member = memberOf(keys)
  const { project, dataProject } = link
  const onDataset = (dataset: string) => grantViewer(`SCHEMA \`${dataProject}.${dataset}\``, member)

  /** The chosen datasets, or all that are listed for this account. */
  const datasets = once(async () => (settings.datasets.length > 0 ? settings.datasets : await link.datasets()))
  const ofProject = once(() =>
    link.ofProject(dataProject, [getData, ...tooWide]).catch((error) => {
      // Resource Manager may be switched off: the tables themselves are asked instead.
      if (error instanceof SourceError && (error.code === "api-off" || error.reason === "permission" || error.reason === "missing"))
        return undefined
      throw error
    }),
  )
  const readable: Readable = async (dataset, table) =>
    (await ofProject())?.has(getData) || (await link.ofTable(dataset, table, [getData])).has(getData)

  const open = once(async () => {
    const asked = await datasets()
    const states = await inParallel(atOnce, asked, (dataset) =>
      link.tables(dataset, mostListed + 1).then(
        (tables) => ({ dataset, tables: tables.map(nameOf), problem: undefined }),
        (error: unknown) => {
          if (error instanceof SourceError && (error.reason === "permission" || error.reason === "missing"))
            return { dataset, tables: [], problem: error }
          throw error
        },
      ),
    )
    return states
  })

  const names = once(async () => (await open()).flatMap(({ dataset, tables }) => tables.map((table) => ({ dataset, table }))))
  /** The first tables and what may be done with each. */
  const known = once(async (): Promise<Known[]> => {
    return inParallel(atOnce, (await names()).slice(0, mostListed), async (one) => ({
      ...one,
      held: await link.ofTable(one.dataset, one.table, ofTables),
    }))
  })

  async function checkProject(tryOut: () => Promise<unknown>): Promise<CheckResult> {
    const grant = { permission: "bigquery.jobs.create", object: `project ${project}`, neededFor: "running counts", required: true }
    try {
      await tryOut()
      return { outcome: "passed", message: `Queries may be run in the project ${project}.`, grants: [{ ...grant, held: true }] }
    } catch (error) {
      if (!(error instanceof SourceError) || error.code !== "jobs.create") throw error
      const remedy = bindJobUser(project, member)
      return { outcome: "failed", reason: "permission", message: error.message, grants: [{ ...grant, held: false, remedy }] }
    }
  }

  async function checkDatasets(): Promise<CheckResult> {
    const states = await open()
    const grant = { permission: "bigquery.tables.list", neededFor: "seeing the tables of this dataset" }
    if (states.length === 0)
      return {
        outcome: "failed",
        reason: "missing",
        message: nothingToSee(`The project ${dataProject}`),
        grants: [{ ...grant, object: "at least one dataset", required: true, held: false, remedy: onDataset("{dataset}") }],
      }
    const chosen = settings.datasets.length > 0
    const anyOpen = states.some(({ problem }) => !problem)
    const grants: Grants = states.slice(0, mostListed).map(({ dataset, problem }) => ({
      ...grant,
      object: `dataset ${dataset}`,
      required: chosen || !anyOpen,
      held: !problem,
      ...(problem ? { remedy: onDataset(dataset) } : {}),
    }))
    const closed = states.filter(({ problem }) => problem)
    if (closed.length === 0) return { outcome: "passed", message: `${plural(states.length, "dataset")} can be used.`, grants }
    const absent = closed.filter(({ problem }) => problem?.reason === "missing").map(({ dataset }) => dataset)
    const names = closed
      .slice(0, 5)
      .map(({ dataset }) => dataset)
      .join(", ")
    const words =
      absent.length > 0
        ? `There is no dataset ${absent.slice(0, 5).join(", ")} in the project ${dataProject}. Check the spelling, capital letters included, or take it out of the list.`
        : `bigquery.tables.list is missing on ${names}${closed.length > 5 ? " and more" : ""}, or there is no such dataset.`
    if (absent.length > 0)
      return {
        outcome: "failed",
        reason: "missing",
        message: words,
        grants: grants.filter(({ object }) => !absent.includes(object.replace("dataset ", ""))),
      }
    return grants.some(({ required, held }) => required && !held)
      ? { outcome: "failed", reason: "permission", message: words, grants }
      : { outcome: "warning", message: words, grants }
  }

  async function checkTables(): Promise<CheckResult> {
    const all = await known()
    const where = settings.datasets.length > 0 ? `The dataset ${settings.datasets.join(", ")}` : `The project ${dataProject}`
    if (all.length === 0) return { outcome: "failed", reason: "missing", message: nothingToSee(where) }
    const closed = all.filter(({ held }) => !held.has(getData))
    const more = (await names()).length > mostListed ? ` Only the first ${mostListed} tables were asked.` : ""
    if (closed.length === all.length) {
      const grants: Grants = [...new Set(closed.map(({ dataset }) => dataset))].map((dataset) => ({
        permission: getData,
        object: `tables of dataset ${dataset}`,
        neededFor: "counting",
        required: true,
        held: false,
        remedy: onDataset(dataset),
      }))
      const message = `${plural(all.length, "table")} can be seen and none can be read: ${getData} is missing.${more}`
      return { outcome: "failed", reason: "permission", message, grants }
    }
    const grants: Grants = [
      { permission: getData, object: "at least one table", neededFor: "counting", required: true, held: true },
      ...closed.map(({ dataset, table }) => ({
        permission: getData,
        object: `table ${dataset}.${table}`,
        neededFor: "counting on this table",
        required: false,
        held: false,
        remedy: grantViewer(`TABLE \`${dataProject}.${dataset}.${table}\``, member),
      })),
    ]
    const message = `${plural(all.length - closed.length, "table")} can be read${closed.length > 0 ? `, ${closed.length} cannot` : ""}.${more}`
    return { outcome: closed.length > 0 ? "warning" : "passed", message, grants }
  }

  async function checkIntrospect(): Promise<CheckResult> {
    const all = await known()
    const blind = all.filter(({ held }) => !held.has("bigquery.tables.get"))
    const grant = { permission: "bigquery.tables.get", neededFor: "reading the columns", required: true }
    if (blind.length === all.length) {
      const grants = [...new Set(all.map(({ dataset }) => dataset))].map((dataset) => ({
        ...grant,
        object: `tables of dataset ${dataset}`,
        held: false,
        remedy: onDataset(dataset),
      }))
      return {
        outcome: "failed",
        reason: "permission",
        message: "The columns of no table can be read: bigquery.tables.get is missing.",
        grants,
      }
    }
    const [first] = all.filter(({ held }) => held.has("bigquery.tables.get"))
    if (first) await link.table(first.dataset, first.table)
    const sets = new Set(all.map(({ dataset }) => dataset)).size
    const some = (await names()).length > mostListed ? "At least " : ""
    return {
      outcome: "passed",
      message: `${some}${plural(all.length, "table")} in ${plural(sets, "dataset")}; their columns can be read.`,
      grants: [{ ...grant, object: "at least one table", held: true }],
    }
  }

  return { datasets, readable, ofProject, known, checkProject, checkDatasets, checkTables, checkIntrospect }
}
