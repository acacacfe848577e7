import { execSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

const list = readFileSync("docs/requirements.md", "utf8")
const known = [...list.matchAll(/^\| ([A-Z]{3}-\d+) \| \S/gm)].map(([, id]) => id ?? "")
/** UTF-8 and its like are no requirement. */
const kinds = [...new Set(known.map((id) => id.slice(0, 3)))].join("|")

test("every requirement that a test names is in the list, once, in plain words", () => {
  expect(known.length).toBeGreaterThan(100)
  expect(known.filter((id, index) => known.indexOf(id) !== index)).toEqual([])
  const files = execSync("git ls-files --cached --others --exclude-standard '*.test.ts' '*.test.tsx' '*.spec.ts' 'test/*.ts'").toString()
  const named = files
    .trim()
    .split("\n")
    .filter(existsSync)
    .flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(new RegExp(`\\b(?:${kinds})-\\d+\\b`, "g"))].map(([id]) => `${id} (${file})`),
    )
  expect(named.filter((one) => !known.includes(one.split(" ")[0] ?? ""))).toEqual([])
})
