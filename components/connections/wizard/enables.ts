import type { JobType, Manifest } from "@/lib/connectors/connector"

const jobs: Record<JobType, string> = {
  "import.pubsub": "importing data as it happens (Cloud Pub/Sub)",
  "import.experiences": "importing experiences",
  "export.bucket": "exporting audiences in bulk, as files",
  "export.webhook": "exporting audiences in batches",
  "enrichment.contacts": "enriching contacts",
}

/** What one can do with a login of this method, in the order in which people ask. */
export function enabledBy({ capabilities: { dialect, rows }, methods }: Manifest, method: string): string[] {
  const enabled = [
    ...(dialect ? ["audiences with live counts"] : []),
    ...(rows ? ["queries"] : []),
    ...(methods[method]?.enables ?? []).map((type) => jobs[type]),
  ]
  return enabled.length > 0 ? enabled : ["the daily check alone, and no job yet"]
}
