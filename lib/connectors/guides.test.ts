import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, test } from "vitest"
import type { SourceReason } from "./connector"
import { guides } from "./guides"
import { manifestOf, manifests, type PlatformId } from "./manifests"

/** The driver of a platform and all that it imports of the house, as text. */
function sourcesOf(platform: PlatformId): string {
  const seen = new Map<string, string>()
  const read = (path: string) => {
    const file = [path, `${path}.ts`].find((one) => one.endsWith(".ts") && existsSync(one))
    if (!file || seen.has(file)) return
    // What is only a type says nothing when it runs.
    const text = readFileSync(file, "utf8").replace(/^(import|export) type [^"]*"[^"]+"/gm, "")
    seen.set(file, text)
    for (const [, from = ""] of text.matchAll(/(?:from|import\() ?"(\.[^"]+)"/g)) read(join(dirname(file), from))
  }
  read(`lib/connectors/${platform}/driver.ts`)
  if (manifestOf(platform).dials) read("lib/egress/guard.ts")
  return [...seen.values()].join("\n")
}

/** Every reason that stands in a refusal of these sources. "cancelled" is the person's own wish and is explained to nobody. */
function reasonsIn(text: string): Set<SourceReason> {
  const made = text.matchAll(
    /(?:SourceError\(\s*|(?:: Answer = |: )?\[\s*|reason: )"(unreachable|tls|credentials|permission|missing|timeout|file|unsupported)",/g,
  )
  return new Set([...made].map(([, reason]) => reason as SourceReason))
}

describe.each(Object.keys(manifests) as PlatformId[])("the guide of %s", (platform) => {
  const { steps, reaches, causes } = guides[platform]
  const { dials, script, permissions, name, category } = manifestOf(platform)
  const text = sourcesOf(platform)

  test("CAT-16 ORG-15 CRE-15 LIM-9 has steps, a script, permissions and, unless it is a file, what is dialled", () => {
    expect(steps.length).toBeGreaterThanOrEqual(3)
    for (const { title, text: said } of steps) expect(`${title} ${said}`.length, title).toBeGreaterThan(60)
    expect(script({}, {}).length).toBeGreaterThan(40)
    expect(permissions.filter(({ required }) => required).length).toBeGreaterThan(0)
    expect(Boolean(reaches)).toBe(dials)
  })

  test("CAT-16 explains every reason for which the source can refuse", () => {
    const explained = new Set(causes.map(({ reason }) => reason))
    const reasons = reasonsIn(text)
    expect(reasons.size).toBeGreaterThanOrEqual(4)
    expect([...reasons].filter((reason) => !explained.has(reason))).toEqual([])
  })

  test("CAT-16 quotes what the driver really says, each sentence once, and says why and what to do", () => {
    expect(new Set(causes.map(({ says }) => says)).size).toBe(causes.length)
    for (const { says, why, remedy } of causes) {
      for (const part of says.split("…").map((one) => one.trim())) expect(text, says).toContain(part)
      expect(why).toMatch(/\.$/)
      expect(remedy).toMatch(/\.$/)
    }
  })

  test("CAT-16 LIM-9 stands in the documentation too, with its script's first words and the network", () => {
    const page = readFileSync(`docs/connectors/${category === "Channel" ? "channel-tools" : platform}.md`, "utf8")
    expect(page).toMatch(new RegExp(`^##? ${name}$`, "m"))
    expect(page).toContain(dials ? "## Network" : "## The file")
    expect(page).toMatch(/^## When .*fails$/m)
  })
})
