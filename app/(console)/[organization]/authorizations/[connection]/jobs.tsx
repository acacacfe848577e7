import { AssociatedJobs } from "@/components/jobs/associated-jobs"
import type { ConnectionId } from "@/lib/base/ids"
import { read } from "@/lib/doors/read"
import { listJobsOfConnection } from "@/lib/jobs/list"
import { jobsOfConnection } from "@/lib/jobs/model"

type Props = { slug: string; id: ConnectionId; query: Record<string, string> }

/** The part of the page that says what works with it, sorted as its address asks. */
export async function Jobs({ slug, id, query }: Props) {
  const asked = jobsOfConnection.parse({ ...query, connectionId: id })
  return <AssociatedJobs slug={slug} connectionId={id} jobs={await read(listJobsOfConnection, asked)} asked={asked} />
}
