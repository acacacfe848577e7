import { createJob } from "@/lib/jobs/create"
import type { Settings } from "@/lib/jobs/model"
import { channelDouble } from "./doubles/channel/double"
import { webhookDouble } from "./doubles/channel/webhook"
import { anAudience, anAuthorization, letOut } from "./jobs"
import type { Source } from "./source"
import type { House } from "./world"

export type Taken = { id: string; type: string; body: string }

/** A receiver of webhooks: it verifies, and keeps what it took. `watch` is told of a batch before it is taken. */
export async function aReceiver() {
  const taken: Taken[] = []
  let watching: ((batch: Taken) => Promise<unknown>) | undefined
  const answer: typeof webhookDouble.answer = async (asked, scopes) => {
    const { "webhook-id": id, "content-type": type = "" } = asked.headers
    if (scopes && asked.method === "POST") {
      const batch = { id: String(id), type, body: asked.body.toString("utf8") }
      await watching?.(batch)
      taken.push(batch)
    }
    return webhookDouble.answer(asked, scopes)
  }
  const double = await channelDouble({ ...webhookDouble, answer })
  letOut(double.port)
  const watch = (by: typeof watching) => {
    watching = by
  }
  return { ...double, taken, watch }
}
export type Receiver = Awaited<ReturnType<typeof aReceiver>>

/** An export of everybody to a receiver, by the editor. It has not run yet. */
export async function anExport(house: House, source: Source, receiver: Receiver, more: { settings?: Settings; name?: string } = {}) {
  const connectionId = await anAuthorization(house, {
    platform: "webhook",
    method: "secret",
    settings: { url: `${receiver.url}/hook` },
    keys: { secret: receiver.key() },
    teams: [house.teams.consumer],
  })
  const { audienceId, sourceId } = await anAudience(house, source)
  const { settings = { key: "id", columns: ["id", "email"] }, name = "Send everybody" } = more
  const asked = { name, type: "export.webhook" as const, connectionId, audienceId, settings, everyMinutes: null }
  const { id: jobId } = await createJob(house.as("editor"), asked)
  return { jobId, connectionId, audienceId, sourceId, asked }
}

/** The rows of what was taken, each batch once whatever came twice, without the heads. */
export const rowsOf = (taken: readonly Taken[]): string[] =>
  [...new Map(taken.map((one) => [one.id, one])).values()].flatMap(({ body }) => body.trimEnd().split("\r\n").slice(1))
