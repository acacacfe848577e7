import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"
import { env } from "@/lib/base/env"

const servers: SMTPServer[] = []
export const closeMailServers = () =>
  Promise.all(servers.splice(0).map((server) => new Promise<void>((done) => server.close(() => done()))))

type Answers = { recipient?: number; data?: number; beforeYes?: () => Promise<void> }
const refuse = (number: number) => Object.assign(new Error("secret words of the server"), { responseCode: number })

/** A real mail server with one login. Answers what has arrived, and its address with the password that is asked for. */
export async function aMailServer({ recipient, data, beforeYes }: Answers = {}) {
  const arrived: { from: string; to: string[]; raw: string }[] = []
  const server = new SMTPServer({
    authMethods: ["PLAIN", "LOGIN"],
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth: ({ username, password }, _session, answer) =>
      username === "post" && password === "right" ? answer(null, { user: "post" }) : answer(refuse(535)),
    onRcptTo: (_address, _session, answer) => (recipient ? answer(refuse(recipient)) : answer()),
    onData: (stream, { envelope }, answer) => {
      const parts: Buffer[] = []
      stream.on("data", (part: Buffer) => parts.push(part))
      stream.on("end", async () => {
        if (data) return answer(refuse(data))
        const from = envelope.mailFrom ? envelope.mailFrom.address : ""
        arrived.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString() })
        await beforeYes?.()
        answer()
      })
    },
  })
  servers.push(server)
  await once(server.listen(0, "127.0.0.1"), "listening")
  const { port } = server.server.address() as AddressInfo
  return { arrived, use: (password = "right") => Object.assign(env(), { SMTP_URL: `smtp://post:${password}@127.0.0.1:${port}` }) }
}
