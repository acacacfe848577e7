import { httpCauses, late, networkCauses, nothingVisible, tlsCauses } from "../common-causes"
import type { Guide } from "../connector"
import { googleCauses } from "../google/causes"

export const bigqueryGuide: Guide = {
  steps: [
    {
      title: "Choose the project that pays",
      text: "Counts run in one project and are billed there. It needs the BigQuery API and a billing account; the datasets may stand in another project. The Resource Manager API is optional: with it Patchbay can say whether the account may do too much.",
      code: "gcloud services enable bigquery.googleapis.com cloudresourcemanager.googleapis.com --project={project}",
    },
    {
      title: "Make a service account of its own",
      text: "Run the script above in Cloud Shell, as somebody who may change the project's policies. It makes the account, lets it run jobs in that project, and lets it read the datasets you name. Its last line writes a key file.",
    },
    {
      title: "Bring the key file",
      text: "Paste the file into the box above the form. It is read in your browser: four of its fields are taken, nothing else is sent. Delete the file once the connection works. If your organization forbids keys, a key of one account that may act as another, or a person's consent, do as well.",
    },
  ],
  reaches:
    "bigquery.googleapis.com, oauth2.googleapis.com and cloudresourcemanager.googleapis.com, with impersonation also iamcredentials.googleapis.com, each on port 443. A service perimeter must admit Patchbay's addresses in an access level",
  causes: [
    ...googleCauses,
    {
      reason: "permission",
      says: "bigquery.jobs.create is missing on the project …, or there is no such project.",
      why: "The account may not run jobs there, or the id is wrong. BigQuery does not say which.",
      remedy: "Check the id (not the name, not the number), and give roles/bigquery.jobUser on it.",
    },
    {
      reason: "permission",
      says: "bigquery.tables.list is missing on a dataset, or there is no such dataset.",
      why: "The account may not see the dataset, or its name is wrong.",
      remedy: "Give roles/bigquery.dataViewer on the dataset: the line with GRANT in the script.",
    },
    {
      reason: "permission",
      says: "This account may not read the rows of this table",
      why: "It may see the table and not its rows, as with roles/bigquery.metadataViewer.",
      remedy: "Give roles/bigquery.dataViewer on the table or its dataset.",
    },
    {
      reason: "permission",
      says: "A column used here is protected by a policy tag.",
      why: "The tag lets only some read the column.",
      remedy: "Choose another column, or give Fine-Grained Reader on the tag.",
    },
    {
      reason: "missing",
      says: "There is no project …",
      why: "The name or the number was entered instead of the id.",
      remedy: "Look it up with gcloud projects list, and make the connection with the id.",
    },
    {
      reason: "missing",
      says: "This dataset is not there, or not in this location.",
      why: "The dataset lies in another location or project than entered.",
      remedy: "bq show {project}:{dataset} tells its location. Make the connection with it, or leave Location empty.",
    },
    nothingVisible,
    {
      reason: "unsupported",
      says: "Nothing was read. Add a condition on the partition column, or let the owner of the connection raise the limit.",
      why: "The count would read more than the limit of the connection.",
      remedy: "Add a condition on the partition column. The limit is chosen when a connection is made.",
    },
    {
      reason: "unsupported",
      says: "This table may only be counted with a condition on its partition column",
      why: "The table demands one, so that nobody reads all of it by accident.",
      remedy: "Add a condition on the column that the message names.",
    },
    {
      reason: "unsupported",
      says: "Billing is switched off in the project",
      why: "No billing account is linked to it.",
      remedy: "Link one in Google Cloud, under Billing.",
    },
    {
      reason: "unreachable",
      says: "has used up a quota of BigQuery.",
      why: "The project's bytes or jobs for the day are gone.",
      remedy: "Wait, or raise the quota in Google Cloud.",
    },
    ...networkCauses,
    ...httpCauses,
    ...tlsCauses.slice(0, 1),
    late,
  ],
}
