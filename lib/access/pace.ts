import "server-only"
import type { Context } from "./context"
import { count, limitersOf } from "./limit"
import type { VerbName } from "./permissions"

/** What costs a source, the worker or the disk something, by how heavy it is. What is not named here may be said as often as one likes. */
const paced: Partial<Record<VerbName, "deed" | "question">> = {
  "connection.create": "deed",
  "connection.reauthenticate": "deed",
  "connection.undoReauthentication": "deed",
  "connection.reconnect": "deed",
  "consent.begin": "deed",
  "consent.finish": "deed",
  "connection.recheck": "deed",
  "authorization.checkNow": "deed",
  "connection.refresh": "deed",
  "connection.restore": "deed",
  "connection.bulk": "deed",
  "query.refresh": "deed",
  "job.create": "deed",
  "job.runNow": "deed",
  "file.create": "deed",
  "audience.count": "question",
  "audience.estimate": "question",
}

/** Far above what hands can do. A minute is short enough to wait for. */
export const paces = {
  deedOfPerson: { points: 30, duration: 60 },
  deedOfOrganization: { points: 150, duration: 60 },
  questionOfPerson: { points: 240, duration: 60 },
  questionOfOrganization: { points: 1_200, duration: 60 },
} as const

const limiters = limitersOf(paces)

/** Counted on its own, outside the verb's transaction: what is refused afterwards was asked for all the same. The worker keeps its own pace. */
export async function keepPace({ actor, db, organizationId }: Context, verb: VerbName): Promise<void> {
  const weight = paced[verb]
  if (!weight || actor.kind !== "user") return
  const { [`${weight}OfPerson` as const]: person, [`${weight}OfOrganization` as const]: organization } = limiters(db)
  await count(person, `${organizationId}:${actor.userId}:${verb}`, "You asked for this very often just now.")
  await count(organization, `${organizationId}:${verb}`, "Your organization asked for this very often just now.")
}
