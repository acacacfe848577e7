import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { encode } from "next-auth/jwt"
import { openSession } from "@/lib/sessions/open"
import { build, root } from "../scripts/build"
import { webArguments } from "../scripts/environment"
import { freePort } from "../scripts/ports"
import { type House, pool } from "../test/world"

export const dist = ".next-bench"
const next = join(root, "node_modules/next/dist/bin/next")
const living: ChildProcess[] = []

const launch = (args: string[], env: Record<string, string | undefined>) => {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env },
  })
  living.push(child)
  return child
}

export async function stopStacks() {
  for (const child of living.splice(0)) {
    if (child.exitCode !== null) continue
    child.kill()
    await once(child, "exit")
  }
}

async function answers(url: string) {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(100)) if (await fetch(url).catch(() => undefined)) return
  throw new Error(`${url} does not answer`)
}

/** A production build of the application, in a folder of its own, on the databases of the tests. BENCH_BUILT=1 takes the last one as it is. */
export async function startPatchbay() {
  if (process.env.BENCH_BUILT !== "1") await build({ dist, log: console.log })
  const port = await freePort(3480)
  const url = `http://localhost:${port}`
  launch(webArguments(port), {
    PATCHBAY_DIST: dist,
    PATCHBAY_URL: url,
    AUTH_TRUST_HOST: "true",
    LOG_LEVEL: "error",
  })
  await answers(`${url}/livez`)
  return { url, port }
}

/** The smallest Next application that asks the same of the database. */
export async function startMinimal(env: Record<string, string | undefined>) {
  const folder = join(root, "bench", "minimal")
  const [code] = await once(launch([next, "build", folder], env), "exit")
  if (code !== 0) throw new Error("the minimal application cannot be built")
  const port = await freePort(3580)
  launch([next, "start", folder, "-H", "127.0.0.1", "-p", String(port)], env)
  const url = `http://localhost:${port}`
  await answers(url)
  return { url }
}

/** A session of the admin, and the cookie that stands for it. */
export async function signIn({ people }: House, port: number) {
  const { token } = await openSession(pool("web").db, people.admin, { device: "bench", address: undefined })
  const name = `patchbay-${port}`
  return { token, name, value: await encode({ token: { sid: token }, secret: process.env.AUTH_SECRET ?? "", salt: name }) }
}
