import type { CheckResult } from "../connector"
import { plural } from "../steps"
import { narrowDataset, narrowProject } from "./grants"
import type { Known } from "./rights"

type Excess = NonNullable<CheckResult["excess"]>
export const getData = "bigquery.tables.getData"
const ofProjects = {
  "bigquery.tables.create": "may make tables",
  "bigquery.tables.updateData": "may change rows",
  "bigquery.tables.update": "may change tables",
  "bigquery.tables.delete": "may delete tables",
  "bigquery.datasets.create": "may make datasets",
  "bigquery.datasets.update": "may change who reads a dataset",
  "resourcemanager.projects.setIamPolicy": "may change who may do what",
} as const
export const tooWide = Object.keys(ofProjects)

/** What this account could do and should not be able to. A remedy is said once for all that it mends. */
export function checkExcess(
  wide: ReadonlySet<string> | undefined,
  known: readonly Known[],
  { member, dataProject }: { member: string; dataProject: string },
): CheckResult {
  const excess: Excess = Object.entries(ofProjects)
    .filter(([right]) => wide?.has(right))
    .map(([right, means], at) => ({
      right,
      object: `project ${dataProject} (${means})`,
      ...(at === 0 ? { remedy: narrowProject(dataProject, member) } : {}),
    }))
  const told = new Set<string>()
  for (const { dataset, table, held } of known) {
    const writes = [...held].filter((right) => right !== getData && right !== "bigquery.tables.get" && !wide?.has(right))
    if (writes.length === 0) continue
    const remedy = told.has(dataset) ? {} : { remedy: narrowDataset(dataProject, dataset, table, member) }
    told.add(dataset)
    excess.push({ right: writes.join(", "), object: `table ${dataset}.${table}`, ...remedy })
  }
  const unknown = wide
    ? ""
    : " What it may do in the whole project is not known: the Cloud Resource Manager API is switched off there, or does not answer this account."
  if (excess.length === 0)
    return {
      outcome: wide ? "passed" : "warning",
      message: `This account may read${wide ? " and nothing else" : " the tables and not change them"}.${unknown}`,
    }
  return {
    outcome: "warning",
    message: `This account may do more than read: ${plural(excess.length, "right")} that Patchbay does not need. Nothing was written; a read-only account is safer.${unknown}`,
    excess,
  }
}
