import { httpCauses, late, networkCauses, nothingVisible, tlsCauses } from "../common-causes"
import type { Guide } from "../connector"
import { filesCauses } from "../files/causes"
import { googleCauses } from "../google/causes"

export const gcsGuide: Guide = {
  steps: [
    {
      title: "Make a service account of its own",
      text: "Give it no role on the project. One account for each purpose can be taken back without breaking another.",
      code: "gcloud iam service-accounts create patchbay --project={project}",
    },
    {
      title: "Let it read the bucket",
      text: "Run the script above: roles/storage.objectViewer on the one bucket is all that is needed. A service perimeter must let Patchbay's addresses in.",
    },
    {
      title: "Make a key",
      text: "Paste its file into the box above the form: it is read in your browser, and only four of its fields are sent. Or make an HMAC key in Cloud Storage under Settings, Interoperability.",
      code: "gcloud iam service-accounts keys create patchbay-key.json --iam-account={service-account}",
    },
  ],
  reaches:
    "storage.googleapis.com and oauth2.googleapis.com, with impersonation also iamcredentials.googleapis.com, each on port 443. A service perimeter must admit Patchbay's addresses in an access level",
  causes: [
    ...googleCauses,
    {
      reason: "permission",
      says: "The account may not do this. The permission is missing, or a policy denies it.",
      why: "The account lacks storage.objects.list or storage.objects.get on the bucket.",
      remedy: "Run the command that stands beside the missing permission.",
    },
    {
      reason: "permission",
      says: "The account may not let this project pay.",
      why: "It lacks roles/serviceusage.serviceUsageConsumer on the project that pays.",
      remedy: "Give it that role on that project.",
    },
    {
      reason: "missing",
      says: "There is no bucket of this name.",
      why: "It is misspelt, or was deleted.",
      remedy: "Make the connection with the right name, without gs://.",
    },
    nothingVisible,
    ...filesCauses,
    {
      reason: "unsupported",
      says: "Whoever reads this bucket pays for it (Requester Pays).",
      why: "The owner of the bucket lets readers pay.",
      remedy: "Make the connection with the project that pays, under Additional settings.",
    },
    {
      reason: "unreachable",
      says: "A file changed while it was read.",
      why: "Something writes into the bucket at the same time.",
      remedy: "Try again.",
    },
    ...networkCauses,
    ...httpCauses,
    ...tlsCauses.slice(0, 1),
    late,
  ],
}
