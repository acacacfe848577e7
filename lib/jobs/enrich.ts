import "server-only"
import { dial } from "@/lib/connections/dial"
import { homeOf } from "@/lib/connections/find"
import { mostLookedUp, SourceError } from "@/lib/connectors/connector"
import { eachPage } from "./members"
import { keepRecords } from "./records"
import type { Work } from "./work"

/** Asks the tool what it knows of the members of an audience, a page of e-mail addresses at a time. */
export async function enrich(work: Work): Promise<void> {
  const { ctx, job, signal } = work
  const { connection } = job
  await dial(homeOf(ctx, connection), { connection, signal, why: "job" }, async (session) => {
    const contacts = session.contacts?.bind(session)
    if (!contacts) throw new SourceError("unsupported", "Contacts cannot be looked up there.")
    await eachPage(work, mostLookedUp, async ({ rows, settings }) => {
      const emails = [...new Set(rows.flatMap(([email]) => email?.trim().toLowerCase() || []))]
      if (emails.length === 0) return undefined
      const found = await contacts(emails, [settings.properties ?? []].flat(), signal)
      return (inside) => keepRecords(inside, job.id, new Map(found.map(({ email, properties }) => [email.toLowerCase(), properties])))
    })
  })
}
