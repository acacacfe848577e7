import { httpCauses, late, networkCauses, nothingVisible, tlsCauses } from "../common-causes"
import type { Guide } from "../connector"
import { filesCauses } from "../files/causes"
import { writePolicy } from "./policies"

export const s3Guide: Guide = {
  steps: [
    {
      title: "Choose a role or an access key",
      text: "A role needs no stored secret and can be taken back at any time; the operator must have given Patchbay an identity at AWS. Otherwise make an IAM user of its own, without console access, and an access key for it.",
    },
    {
      title: "Attach the permissions",
      text: "Give the first policy above to the role or the user: IAM, Policies, Create policy, JSON. It lists one bucket and reads its files, only under your prefixes if you name some. Files that a KMS key encrypts also need kms:Decrypt on that key.",
    },
    {
      title: "For a role: trust Patchbay",
      text: "Open the connect form and choose Role with an external id. It shows an external id that was made for this one connection. Put the trust policy with it on the role before you save, and enter the ARN of the role.",
    },
    {
      title: "Only for exports: let it write",
      text: "Reading needs no more than the first policy. If jobs shall export into the bucket, add this one for the folder that the exports go to. Patchbay never reads back or deletes what it wrote, and its checks do not ask for this right: it is named when a delivery is refused.",
      code: writePolicy("{bucket}", "{folder of the exports}"),
    },
    {
      title: "Look at the bucket",
      text: "The region stands under Properties. Each prefix becomes a schema, each folder of CSV, JSON lines or Parquet files a table. For an S3-compatible server name its host, port and certificate under Additional settings.",
    },
  ],
  reaches:
    "{bucket}.s3.{region}.amazonaws.com and s3.{region}.amazonaws.com, with a role also sts.{region}.amazonaws.com, each on port 443; of an S3-compatible server the host and port that you enter. A bucket policy with aws:SourceIp must name Patchbay's addresses",
  causes: [
    {
      reason: "credentials",
      says: "This access key id does not exist.",
      why: "It is misspelt, was deleted, or is of another cloud.",
      remedy: "Make a new access key, and enter it under Reauthenticate.",
    },
    {
      reason: "credentials",
      says: "The secret access key does not belong to this access key id.",
      why: "The two are of different keys, or a character is missing.",
      remedy: "Enter the two that were shown together. A secret is shown once: make a new key if it is lost.",
    },
    {
      reason: "credentials",
      says: "The session token has expired.",
      why: "Temporary keys last some hours.",
      remedy: "Use a role, which renews itself, or enter new keys.",
    },
    {
      reason: "credentials",
      says: "Patchbay may not take on this role",
      why: "AWS says the same for three causes: there is no such role, it does not trust Patchbay's identity, or its external id is another one.",
      remedy: "Put the trust policy of the connection's checks on the role word for word.",
    },
    {
      reason: "permission",
      says: "The credential may not do this.",
      why: "The policy is not attached, names another bucket or prefix, or a bucket policy denies it.",
      remedy: "Attach the policy that stands beside the missing permission. Look for a Deny in the bucket policy.",
    },
    {
      reason: "permission",
      says: "The credential may not write into the bucket: s3:PutObject is missing, or a policy denies it.",
      why: "A job exports into the bucket, and the credential was made for reading alone.",
      remedy: "Add the policy of the step for exports, and run the job again.",
    },
    {
      reason: "missing",
      says: "There is no bucket of this name.",
      why: "It is misspelt, or on another server.",
      remedy: "Make the connection with the right name or endpoint.",
    },
    {
      reason: "missing",
      says: "The bucket is in another region",
      why: "AWS answers for a bucket in its own region only.",
      remedy: "Make a new connection with the region that the message names.",
    },
    nothingVisible,
    ...filesCauses,
    {
      reason: "unsupported",
      says: "A file is archived (Glacier) and cannot be read until it is restored.",
      why: "A lifecycle rule moved it there.",
      remedy: "Restore it, or choose prefixes without archived files.",
    },
    {
      reason: "unsupported",
      says: "The operator has not given Patchbay an identity at AWS",
      why: "Without one it cannot take on roles.",
      remedy: "Ask the operator, or use an access key.",
    },
    {
      reason: "unreachable",
      says: "The server says that the clock of Patchbay's machine is wrong.",
      why: "A signature holds the time and is good for 15 minutes.",
      remedy: "Ask the operator to set the clock (NTP).",
    },
    {
      reason: "unreachable",
      says: "Something that does not speak S3 answered, or nothing did.",
      why: "The endpoint is another service, or a proxy shows a page of its own.",
      remedy: "Check host and port under Additional settings, then any proxy on the way.",
    },
    ...networkCauses,
    ...httpCauses.slice(0, 1),
    ...tlsCauses,
    late,
  ],
}
