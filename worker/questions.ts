import { createHash, timingSafeEqual } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { type Database, database } from "@/db/client"
import { AppError, type Failure, toFailure } from "@/lib/base/errors"
import { log, report } from "@/lib/base/log"
import { times } from "@/lib/base/times"
import { countAnswerer } from "@/lib/questions/answer"
import { workerQuestion } from "@/lib/questions/model"

type Options = { port: number; token: string; host?: string; db?: Database; timeoutMs?: number }
export type Questions = { port: number; close(): Promise<void> }

const most = 512 * 1024
const statusOf: Record<Failure["code"], number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  limited: 429,
  unavailable: 503,
  internal: 500,
}

/** Short questions that cannot wait for the queue: the web asks over loopback, with the token that both were started with. */
export async function startQuestions({
  port,
  token,
  host = "127.0.0.1",
  db = database(),
  timeoutMs = times.countTimeout,
}: Options): Promise<Questions> {
  const counts = countAnswerer(db, timeoutMs)
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const gone = new AbortController()
    // A browser that asks something newer hangs up; so does the web, and then the source is told to stop.
    response.on("close", () => response.writableFinished || gone.abort(new AppError("conflict", "Nobody waits for this count any more.")))
    try {
      if (!isToken(request.headers.authorization, token))
        throw new AppError("unauthenticated", "This address is for Patchbay's own web process.")
      const put = { "/count": counts.count, "/estimate": counts.estimate }[request.url ?? ""]
      if (request.method !== "POST" || !put) throw new AppError("not_found", "There is no such question.")
      const question = workerQuestion.parse(JSON.parse(await bodyOf(request)))
      send(response, 200, await put(question, gone.signal))
    } catch (error) {
      if (gone.signal.aborted) return response.destroy()
      const failure = toFailure(error, "audience.count", report)
      send(response, statusOf[failure.code], { error: failure })
    }
  }

  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve))
  const bound = (server.address() as AddressInfo).port
  log.info({ port: bound }, "questions")
  return {
    port: bound,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await counts.close()
    },
  }
}

/** Both sides are hashed first, so that neither length nor content can be measured. */
function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > most) throw new AppError("invalid", "The filter is too long. Take some values away.")
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

const send = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(body))
