import "server-only"
import type { Database } from "@/db/client"
import type { Context } from "@/lib/access/context"
import { acrossInto } from "@/lib/access/within"
import { now } from "@/lib/base/clock"
import { log } from "@/lib/base/log"
import { times } from "@/lib/base/times"
import { credentialOf, dial } from "@/lib/connections/dial"
import type { Connection } from "@/lib/connections/find"
import { type Session, SourceError, type Statement } from "@/lib/connectors/connector"
import { asAsker } from "./asker"
import { newestOnly } from "./editors"
import type { Estimate, WorkerAnswer, WorkerQuestion } from "./model"
import { asRefusal } from "./refusal"
import { warmSessions } from "./sessions"
import { findTarget } from "./target"
import { turns } from "./turns"

/** Questions at once on one connection, whoever asks: a source should not notice how many people type. */
const atOnce = 4
/** And of one person, so that nobody takes every turn. */
const ofOnePerson = 2
const keepMs = times.minute

/** The worker's side of a live count: everything that the web has checked is checked again, from what the worker itself reads. */
export function countAnswerer(db: Database, timeoutMs: number = times.countTimeout) {
  const newest = newestOnly()
  const turn = turns(atOnce)
  const own = turns(ofOnePerson)
  const sessions = warmSessions({ keepMs })

  type Work<Answer> = (session: Session, statement: Statement, signal: AbortSignal) => Promise<Answer>
  async function put<Answer>(question: WorkerQuestion, signal: AbortSignal, work: Work<Answer>): Promise<Answer> {
    const { ctx, connection, statement, version } = await asAsker(db, question, async (inside) => {
      const target = await findTarget(inside, question.asked)
      const { version } = await acrossInto(inside, target.connection.organizationId, (home) => credentialOf(home, target.connection, null))
      return { ...target, version, ctx: { ...inside, db } }
    })
    const key = `${connection.organizationId} ${connection.id} ${version}`
    const inTurn = <T>(work: () => Promise<T>) =>
      own(`${connection.organizationId} ${question.userId}`, signal, () => turn(key, signal, work))
    return inTurn(async () => {
      signal.throwIfAborted()
      const open = (lifetime: AbortSignal) => openSession(ctx, connection, version, lifetime)
      return sessions.use(key, signal, open, (session) => work(session, statement, signal))
    })
  }

  const count: Work<WorkerAnswer> = async (session, statement, signal) => {
    const began = performance.now()
    const estimated = await session.estimate?.(statement, signal)
    const counted = await session.count(statement, { signal, timeoutMs })
    return { ...estimated, count: counted, countedAt: now().toISOString(), tookMs: Math.round(performance.now() - began) }
  }

  const estimate: Work<Estimate> = async (session, statement, signal) => {
    if (!session.estimate) throw new SourceError("unsupported", "This platform does not charge for what a count reads.")
    return session.estimate(statement, signal)
  }

  async function answer<Answer>(work: Work<Answer>, question: WorkerQuestion, signal: AbortSignal): Promise<Answer> {
    const { organizationId, userId, requestId, asked } = question
    const began = performance.now()
    // Neither the filter nor its values: they may name people.
    const tell = (outcome: string) =>
      log.info(
        {
          requestId,
          organizationId,
          userId,
          connectionId: asked.connectionId,
          editor: asked.editor,
          ms: Math.round(performance.now() - began),
          outcome,
        },
        "count",
      )
    return newest(`${organizationId} ${userId} ${asked.editor}`, signal, async (mine) => {
      try {
        const answered = await put(question, mine, work)
        tell("answered")
        return answered
      } catch (error) {
        tell(mine.aborted ? "cancelled" : "refused")
        throw mine.aborted ? mine.reason : asRefusal(error)
      }
    })
  }

  return {
    count: (question: WorkerQuestion, signal: AbortSignal) => answer(count, question, signal),
    estimate: (question: WorkerQuestion, signal: AbortSignal) => answer(estimate, question, signal),
    close: sessions.closeAll,
  }
}

/** `dial` opens a secret for the length of one call; here the call lasts until the session is closed. */
function openSession(ctx: Context, connection: Connection, version: number, signal: AbortSignal): Promise<Session> {
  return new Promise((resolve, reject) => {
    const done = Promise.withResolvers<void>()
    const call = dial(ctx, { connection, version, signal, why: "count" }, async (session) => {
      const close = async () => {
        done.resolve()
        await call
      }
      resolve({ ...session, close })
      await done.promise
    })
    call.catch(reject)
  })
}
