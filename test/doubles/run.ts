import { mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bigqueryDemo } from "./bigquery/demo"
import { channelDemos } from "./channel/demo"
import { gcsDemo, s3Demo } from "./files-demo"
import { snowflakeDemo } from "./snowflake/demo"

/** A double with something in it, for a person who wants to connect it by hand. `keep` writes a file beside the others and tells where. */
export type Demo = { port: number; endpoints: Record<string, string>; says: string[]; close(): Promise<unknown> }
export type Keep = (name: string, content: string) => Promise<string>

/** One line each. */
const demos: Record<string, (keep: Keep) => Promise<Demo>> = {
  bigquery: bigqueryDemo,
  snowflake: snowflakeDemo,
  s3: s3Demo,
  gcs: gcsDemo,
  ...channelDemos,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(demos, name))
if (unknown.length > 0) {
  console.error(`No such double: ${unknown.join(", ")}. There are: ${Object.keys(demos).join(", ")}.`)
  process.exit(1)
}

const folder = await mkdtemp(join(tmpdir(), "patchbay-doubles-"))
const keep: Keep = async (name, content) => {
  const path = join(folder, name)
  await writeFile(path, content, { mode: 0o600 })
  return path
}
const running = new Map<string, Demo>()
for (const [name, start] of Object.entries(demos)) if (wanted.length === 0 || wanted.includes(name)) running.set(name, await start(keep))

const all = [...running.values()]
const endpoints = all.flatMap(({ endpoints }) => Object.entries(endpoints).map(([name, url]) => `${name}=${url}`)).join(",")
const allow = all.map(({ port }) => `127.0.0.1:${port}`).join(",")
for (const [name, { says }] of running) console.info(`\n${name}\n${says.map((line) => `  ${line}`).join("\n")}`)
console.info(
  `\nStart Patchbay beside them:\n\n  PATCHBAY_ENDPOINTS=${endpoints} EGRESS_ALLOW=${allow} npm start\n\nStop the doubles with Control-C.`,
)

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    await Promise.all(all.map(({ close }) => close()))
    process.exit(0)
  })
