import type { Answer } from "../server"

/** The error of Google's interfaces, which a handler throws. */
export class Refusal extends Error {
  override name = "Refusal"
  constructor(readonly answer: Answer) {
    super("refused")
  }
}

function refusal(code: number, reason: string, status: string, message: string, more: Record<string, unknown> = {}) {
  const { details, ...where } = more
  const domain = reason.includes("Exceeded") ? "usageLimits" : "global"
  return new Refusal({
    status: code,
    body: { error: { code, message, errors: [{ message, domain, reason, ...where }], status, ...(details ? { details } : {}) } },
  })
}

export const refusals = {
  unauthenticated: () =>
    refusal(
      401,
      "authError",
      "UNAUTHENTICATED",
      "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
      {
        location: "Authorization",
        locationType: "header",
      },
    ),
  scope: () => refusal(403, "insufficientPermissions", "PERMISSION_DENIED", "Request had insufficient authentication scopes."),
  noJobs: (project: string) =>
    refusal(
      403,
      "accessDenied",
      "PERMISSION_DENIED",
      `Access Denied: Project ${project}: User does not have bigquery.jobs.create permission in project ${project}.`,
    ),
  noList: (project: string, dataset: string) =>
    refusal(
      403,
      "accessDenied",
      "PERMISSION_DENIED",
      `Access Denied: Dataset ${project}:${dataset}: Permission bigquery.tables.list denied on dataset ${project}:${dataset} (or it may not exist).`,
    ),
  noGet: (project: string, dataset: string, table: string) =>
    refusal(
      403,
      "accessDenied",
      "PERMISSION_DENIED",
      `Access Denied: Table ${project}:${dataset}.${table}: Permission bigquery.tables.get denied on table ${project}:${dataset}.${table} (or it may not exist).`,
    ),
  noData: (path: string) =>
    refusal(
      403,
      "accessDenied",
      "PERMISSION_DENIED",
      `Access Denied: Table ${path}: User does not have permission to query table ${path}, or perhaps it does not exist.`,
    ),
  missing: (what: string) => refusal(404, "notFound", "NOT_FOUND", `Not found: ${what}`),
  invalidQuery: (message: string) =>
    refusal(400, "invalidQuery", "INVALID_ARGUMENT", message, { location: "q", locationType: "parameter" }),
  invalid: (message: string) => refusal(400, "invalid", "INVALID_ARGUMENT", message),
  partition: (path: string, field: string) =>
    refusal(
      400,
      "invalidQuery",
      "INVALID_ARGUMENT",
      `Cannot query over table '${path}' without a filter over column(s) '${field}' that can be used for partition elimination`,
      { location: "q", locationType: "parameter" },
    ),
  ceiling: (limit: string, needed: number) =>
    refusal(
      400,
      "bytesBilledLimitExceeded",
      "INVALID_ARGUMENT",
      `Query exceeded limit for bytes billed: ${limit}. ${needed} or higher required.`,
    ),
  stopped: () => refusal(499, "stopped", "CANCELLED", "Job execution was cancelled: User requested cancellation"),
  late: () => refusal(400, "stopped", "CANCELLED", "Job timed out after the given jobTimeoutMs."),
  off: (api: string, project: string) =>
    refusal(403, "accessNotConfigured", "PERMISSION_DENIED", `${api} has not been used in project ${project} before or it is disabled.`, {
      details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "SERVICE_DISABLED", domain: "googleapis.com" }],
    }),
  duplicate: (job: string) => refusal(409, "duplicate", "ALREADY_EXISTS", `Already Exists: Job ${job}`),
}
