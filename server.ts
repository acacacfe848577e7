import { createServer } from "node:http"
import { parseArgs } from "node:util"
import next from "next"
import { receive } from "./lib/base/incoming.ts"

// The web process. What is said of a request before Next sees it is said here and not in a proxy of Next's: docs/decisions/0004.
const { values } = parseArgs({
  options: {
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "3000" },
    dev: { type: "boolean", default: false },
  },
})
const { host: hostname, dev } = values
const port = Number(values.port)

// An action that leads elsewhere reads the next page from this very process, and not from wherever the Host header points.
process.env.__NEXT_PRIVATE_ORIGIN = `http://127.0.0.1:${port}`

const app = next({ dev, hostname, port, dir: import.meta.dirname })
await app.prepare()
const handle = app.getRequestHandler()

const server = createServer((request, response) => {
  const { refused, headers } = receive(request)
  if (refused) return response.writeHead(refused.status, { "cache-control": "no-store" }).end(refused.words)
  for (const name in headers) response.setHeader(name, headers[name] ?? "")
  handle(request, response).catch((error: unknown) => {
    console.error(error)
    response.destroy()
  })
})
// Node's own limit of five minutes is less than a large file takes over a slow line; headers have a minute as ever.
server.requestTimeout = 3_600_000
server.on("error", (error) => {
  console.error(error.message)
  process.exit(1)
})
server.listen(port, hostname, () => console.log(`The web process listens at http://${hostname}:${port}`))

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => server.close(() => void app.close().finally(() => process.exit(0))))
