/** The one role that is needed, on the one bucket. Browser-safe. */
export const bindReader = (bucket: string, member: string): string =>
  `gcloud storage buckets add-iam-policy-binding gs://${bucket} --member=${member} --role=roles/storage.objectViewer`

/** To see which role gives too much; taking it away is for the owner of the bucket to decide. */
export const lookAtBucket = (bucket: string): string => `gcloud storage buckets get-iam-policy gs://${bucket}`
