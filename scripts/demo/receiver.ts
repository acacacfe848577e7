import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { createServer, type IncomingMessage } from "node:http"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { signed } from "@/lib/connectors/webhook/signature"
import { freePort } from "../ports"
import { hookSecret } from "./hooks"

export type Receiver = { port: number; stop(): Promise<void> }

/** How long the slow desk takes for each batch, so that an export can be watched. */
const slowMs = 22_000

/** Where the demo's exports arrive: it verifies each signature as any receiver should, and throws away what it was sent. */
export async function startReceiver(home: string): Promise<Receiver> {
  const leaving = new AbortController()
  const server = createServer(async (request, response) => {
    const status = await answer(request, leaving.signal).catch(() => 500)
    response.writeHead(status).end()
  })
  // What was connected to it once is bound to its address: it comes back where it was.
  const place = join(home, "demo-receiver")
  const port = await freePort((existsSync(place) && Number(readFileSync(place, "utf8"))) || 54_340)
  writeFileSync(place, String(port))
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve))
  return {
    port,
    async stop() {
      leaving.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(request: IncomingMessage, leaving: AbortSignal): Promise<number> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  const body = Buffer.concat(parts)
  const { "webhook-id": id = "", "webhook-timestamp": seconds = "", "webhook-signature": signature } = request.headers
  const place = (request.url ?? "").slice(1)
  const made = signed(hookSecret(place), String(id), body, new Date(Number(seconds) * 1_000))
  if (request.method !== "POST" || made["webhook-signature"] !== signature) return 401
  if (String(id).startsWith("ping_")) return 204
  if (place === "closed-desk") return 410
  if (place === "slow-desk") await wait(slowMs, undefined, { signal: leaving })
  return 204
}
