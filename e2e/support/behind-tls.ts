import { spawn } from "node:child_process"
import { once } from "node:events"
import { request as ask } from "node:http"
import { createServer } from "node:https"
import { join } from "node:path"
import { selfSigned } from "../../lib/connectors/trial-certificate"
import { webArguments, webEnvironment } from "../../scripts/environment"
import { keepKeys } from "../../scripts/keys"
import { freePort } from "../../scripts/ports"
import { home, ownDatabase } from "./installation"
import { signOnEnvironment } from "./sign-on"

/** A second web process of the same installation, as an operator runs it: behind a proxy that speaks TLS. */
export async function behindTls(): Promise<{ url: string; stop(): Promise<void> }> {
  const tlsPort = Number(process.env.E2E_TLS_PORT)
  const url = `https://localhost:${tlsPort}`
  const web = await startWeb(url)
  const proxy = createServer(selfSigned("localhost"), (request, response) => {
    const from = [request.headers["x-forwarded-for"], request.socket.remoteAddress].filter(Boolean).join(", ")
    const headers = { ...request.headers, "x-forwarded-for": from, "x-forwarded-proto": "https" }
    const onward = ask({ host: "127.0.0.1", port: web.port, method: request.method, path: request.url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on("error", () => response.destroy())
    response.on("close", () => onward.destroy())
    request.pipe(onward)
  })
  await once(proxy.listen(tlsPort, "127.0.0.1"), "listening")
  const stop = async () => {
    proxy.close()
    proxy.closeAllConnections()
    await web.stop()
  }
  return { url, stop }
}

async function startWeb(url: string) {
  const root = join(import.meta.dirname, "..", "..")
  const port = await freePort(Number(process.env.E2E_TLS_PORT) + 1)
  const setting = {
    ...{ home: home(), port, url, mode: "production" as const, keys: await keepKeys(home()) },
    ...{ databases: { ownerUrl: "", webUrl: ownDatabase("patchbay_web"), workerUrl: "" } },
    ...{ workerPort: Number(process.env.E2E_PORT) + 1000, egressAllow: [], egressDeny: [] },
  }
  const child = spawn(process.execPath, webArguments(port), {
    cwd: root,
    stdio: "ignore",
    env: { ...webEnvironment(setting), ...signOnEnvironment, PATCHBAY_TRUSTED_HOPS: "1" },
  })
  const ended = once(child, "exit")
  const stop = async () => {
    child.kill("SIGTERM")
    await ended
  }
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok) return { port, stop }
  }
  await stop()
  throw new Error("The web process behind the proxy did not become ready.")
}
