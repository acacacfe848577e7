import { SourceError } from "../connector"
import { type Problem, usualProblem } from "../google/problem"

const api = { name: "Cloud Storage JSON API", id: "storage.googleapis.com" }

/** A refusal of Cloud Storage as our own sentence. Its text only tells the cases apart. */
export function explain(problem: Problem): SourceError {
  const { status, reason, text } = problem
  if (/VPC Service Controls/i.test(text))
    return new SourceError(
      "unreachable",
      "A service perimeter (VPC Service Controls) of the organization keeps Patchbay out. Add Patchbay's addresses to an access level of it.",
      "perimeter",
    )
  const usual = usualProblem(problem, api)
  if (usual) return usual
  if (reason === "userProjectMissing" || /requester pays/i.test(text))
    return new SourceError(
      "unsupported",
      "Whoever reads this bucket pays for it (Requester Pays). Create a connection with the project that pays.",
      "pays",
    )
  if (reason === "userProjectAccessDenied")
    return new SourceError(
      "permission",
      "The account may not let this project pay. Give it roles/serviceusage.serviceUsageConsumer on the project.",
      "pays-denied",
    )
  if (reason === "billingDisabled" || reason === "accountDisabled")
    return new SourceError(
      "unsupported",
      "Billing is switched off for the project of this bucket. Its owner finds more in Google Cloud, under Billing.",
      "billing",
    )
  if (status === 403)
    return new SourceError("permission", "The account may not do this. The permission is missing, or a policy denies it.", "forbidden")
  if (status === 404 && /bucket/i.test(text))
    return new SourceError("missing", "There is no bucket of this name. Check its spelling.", "no-bucket")
  if (status === 404) return new SourceError("missing", "A file is not there any more. Refresh the schema.", "no-object")
  if (status === 416) return new SourceError("unreachable", "A file changed while it was read. Try again.", "range")
  if (status === 412) return new SourceError("unreachable", "A file changed while it was read. Try again.", "changed")
  return new SourceError("unsupported", "Cloud Storage refused this request. If it happens again, tell the operator.", "refused")
}
