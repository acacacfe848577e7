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

/** Which role gives a right is not told: the first command shows the roles, the second takes the wide one away. */
export const narrowProject = (project: string, member: string): string =>
  [
    `gcloud projects get-iam-policy ${project} --flatten="bindings[].members" --filter="bindings.members:${member}" --format="value(bindings.role)"`,
    `gcloud projects remove-iam-policy-binding ${project} --member=${member} --role={role}`,
  ].join("\n")

export const narrowDataset = (project: string, dataset: string, table: string, member: string): string =>
  [
    `bq get-iam-policy ${project}:${dataset}.${table}`,
    `bq query --use_legacy_sql=false 'REVOKE \`{role}\` ON SCHEMA \`${project}.${dataset}\` FROM "${member}";'`,
  ].join("\n")
