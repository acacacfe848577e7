import { Agent, get } from "node:http"
import { drizzle } from "drizzle-orm/postgres-js"
import postgres from "postgres"
import * as schema from "@/db/schema"
import { listConnections } from "@/lib/connections/list"
import { findSession } from "@/lib/sessions/find"
import { closePools, type House, world } from "../test/world"
import { fill } from "./fill"
import { against, load, median } from "./measure"
import { signIn, startMinimal, startPatchbay, stopStacks } from "./stack"

const clients = 16
const rounds = Number(process.env.BENCH_ROUNDS) || 5
const asked = { sort: "created", direction: "desc", status: "Active" } as const
const query = new URLSearchParams(asked).toString()

/** The statements as Patchbay really sends them. */
async function statements(house: House, token: string) {
  const heard: { text: string; values: unknown[] }[] = []
  const client = postgres(process.env.TEST_WEB_URL ?? "", { max: 1, onnotice() {} })
  const db = drizzle(client, { schema, casing: "snake_case", logger: { logQuery: (text, values) => void heard.push({ text, values }) } })
  await findSession(db, token)
  await listConnections({ ...house.as("admin"), db }, asked)
  await client.end()
  const [session, list] = [heard[0], heard.at(-1)]
  if (!session || !list) throw new Error("nothing was asked")
  const person = {
    text: `select o.id, o.slug, o.name, o.connectivity_enabled, o.marketers_may_connect, m.role, m.seat, m.active_team_id, u.name as person, u.email,
      array(select tm.team_id from team_members tm where tm.organization_id = m.organization_id and tm.user_id = m.user_id) as team_ids
      from memberships m join organizations o on o.id = m.organization_id join users u on u.id = m.user_id where m.user_id = $1 and o.slug = $2`,
    values: [house.slug],
  }
  return JSON.stringify({ session: { text: session.text, values: session.values.slice(1) }, person, list })
}

const agent = new Agent({ keepAlive: true, maxSockets: clients })
const ask = (url: string, cookie: string) =>
  new Promise<string>((resolve, reject) => {
    get(url, { agent, headers: { cookie } }, (response) => {
      const parts: Buffer[] = []
      response.on("data", (part) => parts.push(part))
      response.on("error", reject)
      response.on("end", () => {
        const text = Buffer.concat(parts).toString()
        if (response.statusCode === 200 && text.includes("Connection ")) resolve(text)
        else reject(new Error(`${url} answers ${response.statusCode}: ${text.slice(0, 300)}`))
      })
    }).on("error", reject)
  })

/** Requests a second, `clients` at a time. */
async function rate(url: string, cookie: string, requests: number): Promise<number> {
  let left = requests
  const start = performance.now()
  const client = async () => {
    while (left-- > 0) await ask(url, cookie)
  }
  await Promise.all(Array.from({ length: clients }, client))
  return (requests * 1_000) / (performance.now() - start)
}

async function run(house: House) {
  await fill(house, 10_000)
  const { url, port } = await startPatchbay()
  const { token, name, value } = await signIn(house, port)
  const env = { BENCH_DATABASE_URL: process.env.TEST_WEB_URL, BENCH_STATEMENTS: await statements(house, token) }
  const minimal = await startMinimal(env)
  const [ours, theirs] = [`${name}=${value}`, `bench=${token}`]
  console.log(`10,000 connections, ${clients} clients, ${rounds} rounds, ${load()}; requests a second`)
  for (const { what, path, other, requests, target } of [
    { what: "route", path: `/api/console/${house.slug}/connections`, other: "/api/list", requests: 640, target: 0.75 },
    { what: "page", path: `/${house.slug}/panel/source-connections`, other: "/list", requests: 240, target: 0.6 },
  ]) {
    const [us, them]: [number[], number[]] = [[], []]
    for (let round = -1; round < rounds; round++) {
      const our = await rate(`${url}${path}?${query}`, ours, requests)
      const their = await rate(`${minimal.url}${other}`, theirs, requests)
      if (round >= 0) us.push(our)
      if (round >= 0) them.push(their)
    }
    const sizes = await Promise.all([ask(`${url}${path}?${query}`, ours), ask(`${minimal.url}${other}`, theirs)])
    console.log(
      `${what}: Patchbay ${median(us).toFixed(0)}  minimal ${median(them).toFixed(0)}  ratio ${against(median(us) / median(them), target, "at least")}  (${sizes.map((text) => `${(text.length / 1024).toFixed(0)} KiB`).join(" against ")})`,
    )
  }
}

export async function webRounds() {
  try {
    await world(({ home }) => run(home))
  } finally {
    agent.destroy()
    await stopStacks()
    await closePools()
  }
}
