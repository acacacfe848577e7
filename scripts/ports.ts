import { connect, createServer } from "node:net"

/** The first port from `from` on that nobody holds, on loopback. */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < Math.min(from + 500, 65_536); port++) if (await isFree(port)) return port
  throw new Error(`No free port between ${from} and ${from + 499}.`)
}

// Whoever listens on ::1 alone would catch what a browser sends to "localhost".
async function isFree(port: number) {
  return (await canListen(port)) && !(await answers(port, "::1")) && !(await answers(port, "127.0.0.1"))
}

function canListen(port: number) {
  return new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(false))
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)))
  })
}

function answers(port: number, host: string) {
  return new Promise<boolean>((resolve) => {
    const socket = connect({ port, host, timeout: 500 })
    const settle = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket
      .once("connect", () => settle(true))
      .once("error", () => settle(false))
      .once("timeout", () => settle(false))
  })
}
