import { googleMember } from "../google/fields"

/** A name that can stand in a command line or a path as it is; anything else stays a placeholder. */
export const safeName = (answer: unknown, what: string): string =>
  typeof answer === "string" && /^[\w.:-]{1,255}$/.test(answer.trim()) ? answer.trim() : `{${what}}`

/** The reader as a policy names it, safe to stand inside quotes. */
export function memberOf(keys: Partial<Record<string, unknown>>): string {
  const member = googleMember(keys)
  return /^\w+:[\w.@{}-]+$/.test(member) ? member : "serviceAccount:{service-account}"
}

export const bindJobUser = (project: string, member: string): string =>
  `gcloud projects add-iam-policy-binding ${project} --member=${member} --role=roles/bigquery.jobUser`

/** `on` is such as "SCHEMA `project.dataset`" or "TABLE `project.dataset.table`". */
export const grantViewer = (on: string, member: string): string => `GRANT \`roles/bigquery.dataViewer\` ON ${on} TO "${member}";`

/** Which role gives a right is not told, so the act is to look at the roles and take the wide one away. */
export const lookAtProject = (project: string, member: string): string =>
  `gcloud projects get-iam-policy ${project} --flatten=bindings --filter=bindings.members:${member} --format="value(bindings.role)", then gcloud projects remove-iam-policy-binding ${project} --member=${member} --role={role}`

export const lookAtTable = (project: string, dataset: string, table: string): string =>
  `bq get-iam-policy ${project}:${dataset}.${table}, then take the writing role from the account there, on the dataset or on the project`
