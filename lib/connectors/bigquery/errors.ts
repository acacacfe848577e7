import { sayBytes } from "../../base/sizes"
import { SourceError } from "../connector"
import { type Problem, usualProblem } from "../google/problem"

const api = { name: "BigQuery API", id: "bigquery.googleapis.com" }

export const tooMuch = (bytes: number | undefined, ceilingGib: number) =>
  new SourceError(
    "unsupported",
    `${bytes === undefined ? "This would read too much" : `This would read ${sayBytes(bytes)}`}, and the connection allows ${ceilingGib.toLocaleString("en-US")} GiB. Nothing was read. Add a condition on the partition column, or let the owner of the connection raise the limit.`,
    "ceiling",
  )

/** A refusal of BigQuery as our own sentence. Its text only tells the cases apart. */
export function explain(problem: Problem, { project, ceilingGib }: { project: string; ceilingGib: number }): SourceError {
  const { status, reason, text } = problem
  if (reason === "bytesBilledLimitExceeded") return tooMuch(undefined, ceilingGib)
  if (reason === "stopped" || status === 499)
    return new SourceError("timeout", "The source did not answer within the time limit, and the query was cancelled there.", "stopped")
  if (/VPC Service Controls/i.test(text))
    return new SourceError(
      "unreachable",
      "A service perimeter (VPC Service Controls) of the organization keeps Patchbay out. Add Patchbay's addresses to an access level of it.",
      "perimeter",
    )
  const usual = usualProblem(problem, { ...api, project })
  if (usual) return usual
  switch (reason) {
    case "accessDenied":
    case "forbidden":
    case "insufficientPermissions":
    case "PERMISSION_DENIED":
      return denied(text, project)
    case "notFound":
    case "NOT_FOUND":
      return notFound(text, project)
    case "invalidQuery":
      return wrongQuery(text)
    case "duplicate":
      return new SourceError("unsupported", "BigQuery already runs this question.", "duplicate")
    case "quotaExceeded":
      return new SourceError(
        "unreachable",
        `The project ${project} has used up a quota of BigQuery. Try again later, or raise the quota in Google Cloud.`,
        "quota",
      )
    case "billingNotEnabled":
      return new SourceError("unsupported", `Billing is switched off in the project ${project}. Switch it on in Google Cloud.`, "billing")
    case "responseTooLarge":
      return new SourceError("unsupported", "The answer is larger than BigQuery gives out.", "too-large")
    case "invalid":
    case "INVALID_ARGUMENT":
      return new SourceError(
        "unsupported",
        "BigQuery does not understand this question. Check the project, the datasets and the location.",
        "invalid",
      )
    default:
      return new SourceError("unsupported", "BigQuery refused this question.", "refused")
  }
}

function denied(text: string, project: string): SourceError {
  if (/bigquery\.jobs\.create/.test(text))
    return new SourceError(
      "permission",
      `bigquery.jobs.create is missing on the project ${project}, or there is no such project. Check its id, and give roles/bigquery.jobUser.`,
      "jobs.create",
    )
  if (/policy tag/i.test(text))
    return new SourceError(
      "permission",
      "A column used here is protected by a policy tag. Choose another column, or give this account the role Fine-Grained Reader.",
      "policy-tag",
    )
  if (/bigquery\.tables\.list/.test(text))
    return new SourceError(
      "permission",
      "bigquery.tables.list is missing on a dataset, or there is no such dataset. Check its name, and give roles/bigquery.dataViewer on it.",
      "tables.list",
    )
  if (/bigquery\.tables\.get\b/.test(text))
    return new SourceError(
      "permission",
      "bigquery.tables.get is missing on a table, or there is no such table. Give roles/bigquery.dataViewer on its dataset.",
      "tables.get",
    )
  if (/query table|bigquery\.tables\.getData/.test(text))
    return new SourceError(
      "permission",
      "This account may not read the rows of this table, or there is no such table. Give roles/bigquery.dataViewer on it, or refresh the schema.",
      "tables.getData",
    )
  if (/authentication scopes/.test(text))
    return new SourceError("permission", "The consent does not cover BigQuery. Give it again, with the scope of BigQuery.", "scope")
  return new SourceError("permission", "This account may not do this. Give the missing permission, and check again.", "denied")
}

function notFound(text: string, project: string): SourceError {
  if (/Not found: Project/i.test(text))
    return new SourceError("missing", `There is no project ${project}. Check its id; it is not its name and not its number.`, "project")
  if (/Not found: Dataset/i.test(text))
    return new SourceError(
      "missing",
      "This dataset is not there, or not in this location. Check its name, the project and the location.",
      "dataset",
    )
  if (/Not found: Job/i.test(text)) return new SourceError("unreachable", "BigQuery has lost this question. Try again.", "job")
  return new SourceError(
    "missing",
    "This table no longer exists in the source, or this account can no longer see it. Refresh the schema.",
    "table",
  )
}

function wrongQuery(text: string): SourceError {
  const [, columns] = /without a filter over column\(s\) ([\w', `]{1,300}?) that can be used for partition elimination/.exec(text) ?? []
  if (/partition elimination/.test(text)) {
    const named = columns ? ` (${columns.replaceAll(/['`]/g, "")})` : ""
    return new SourceError(
      "unsupported",
      `This table may only be counted with a condition on its partition column${named}. Add one.`,
      "partition-filter",
    )
  }
  if (/Unrecognized name|Name .* not found/.test(text))
    return new SourceError("missing", "A column used here no longer exists in the source. Refresh the schema.", "column")
  if (/Table not found|not found in location/.test(text))
    return new SourceError("missing", "This table no longer exists in the source. Refresh the schema.", "table")
  if (
    /No matching signature|Could not cast|Bad (int64|double|numeric|bignumeric|bool)|Invalid (date|timestamp|datetime|NUMERIC|BIGNUMERIC)|out of range|overflow/i.test(
      text,
    )
  )
    return new SourceError(
      "unsupported",
      "A value of a filter does not fit the type of its column, or the column has changed its type.",
      "value",
    )
  return new SourceError("unsupported", "BigQuery refused the query.", "query")
}
