import { setTimeout as wait } from "node:timers/promises"
import { chromium } from "@playwright/test"
import { findBrowser } from "../scripts/browser"
import { closePools, type House, world } from "../test/world"
import { fill } from "./fill"
import { signIn, startPatchbay, stopStacks } from "./stack"

const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`

async function run(house: House) {
  await fill(house, 100)
  const { url, port } = await startPatchbay()
  const { name, value } = await signIn(house, port)
  const found = await findBrowser()
  if ("missing" in found) throw new Error(`No browser: ${found.missing}`)
  const browser = await chromium.launch({ executablePath: found.path, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] })
  try {
    for (const { what, path, cookies, limit } of [
      { what: "sign-in", path: "/sign-in", cookies: [], limit: 150 },
      { what: "connections", path: `/${house.slug}/panel/source-connections`, cookies: [{ name, value, url }], limit: 200 },
    ]) {
      const context = await browser.newContext()
      await context.addCookies(cookies)
      const page = await context.newPage()
      const sizes: Promise<{ path: string; size: number; encoding: string }>[] = []
      page.on("requestfinished", (request) => {
        if (!new URL(request.url()).pathname.endsWith(".js")) return
        const weighed = async () => ({
          path: new URL(request.url()).pathname.split("/").at(-1) ?? "",
          size: (await request.sizes()).responseBodySize,
          encoding: (await request.response())?.headers()["content-encoding"] ?? "none",
        })
        sizes.push(weighed())
      })
      const answer = await page.goto(url + path, { waitUntil: "load" })
      if (answer?.status() !== 200 || new URL(page.url()).pathname !== path) throw new Error(`${path} leads to ${page.url()}`)
      const html = await answer.text()
      // An open event stream never lets the network fall silent.
      await wait(3_000)
      const scripts = (await Promise.all(sizes)).toSorted((a, b) => b.size - a.size)
      const total = scripts.reduce((sum, { size }) => sum + size, 0)
      const later = scripts.filter(({ path }) => !html.includes(path)).reduce((sum, { size }) => sum + size, 0)
      console.log(
        `${what}: ${kib(total)} in ${scripts.length} files, ${kib(later)} of it not named by the page itself (under ${limit} KiB: ${total < limit * 1024 ? "kept" : "MISSED"})`,
      )
      for (const { path, size, encoding } of scripts.slice(0, 6)) console.log(`  ${kib(size).padStart(10)}  ${encoding}  ${path}`)
      await context.close()
    }
  } finally {
    await browser.close()
  }
}

export async function weigh() {
  try {
    await world(({ home }) => run(home))
  } finally {
    await stopStacks()
    await closePools()
  }
}
