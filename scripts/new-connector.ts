import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { connectorFiles, letters, type Naming } from "./new-connector-files"

/** `npm run new:connector -- <id> "<Name>"`: the folder of a connector, its three lines, its icon, and a contract test that says what comes next. */
const [id = "", name = ""] = process.argv.slice(2)
const root = process.cwd()
const folder = join(root, "lib/connectors", id)

const usage = 'Say what to make: npm run new:connector -- <id> "<Name>", such as npm run new:connector -- exasol "Exasol".'
const wrong = !/^[a-z][a-z0-9-]{1,30}$/.test(id)
  ? `${usage} An id is lower case, digits and hyphens.`
  : !/^[\p{L}\d][\p{L}\d .&+-]{0,59}$/u.test(name)
    ? `${usage} A name is what people call the platform.`
    : existsSync(folder)
      ? `There is a connector ${id} already: ${folder}`
      : undefined
if (wrong) {
  console.error(wrong)
  process.exit(1)
}

const naming: Naming = { id, name, variable: id.replace(/-+(\w?)/g, (_whole, next: string) => next.toUpperCase()) }
const key = naming.variable === id ? id : `"${id}"`
const changed: string[] = []

function write(path: string, text: string) {
  writeFileSync(join(root, path), text)
  changed.push(path)
}

/** One more line in a list of the house; the list is found by what stands in it, and a list that is not found stops everything. */
function change(path: string, find: RegExp, replace: string) {
  const before = readFileSync(join(root, path), "utf8")
  if (!find.test(before)) throw new Error(`${path} does not look as expected: nothing fits ${find}`)
  write(path, before.replace(find, replace))
}

mkdirSync(folder, { recursive: true })
for (const [file, text] of Object.entries(connectorFiles(naming))) write(`lib/connectors/${id}/${file}`, text)

const { variable } = naming
change(
  "lib/connectors/manifests.ts",
  /(?=\n\/\*\* Every platform that can be connected)/,
  `import { ${variable} } from "./${id}/manifest"\n`,
)
change("lib/connectors/manifests.ts", /(export const manifests = \{[^}]*?),?\s*\}/, `$1, ${key === id ? id : `${key}: ${variable}`} }`)
change("lib/connectors/guides.ts", /(?=\n\/\*\* The guide of every platform)/, `import { ${variable}Guide } from "./${id}/guide"\n`)
change("lib/connectors/guides.ts", /(?=\n\}\n)/, `\n  ${key}: ${variable}Guide,`)
change("lib/connectors/drivers.ts", /(?=\n\} satisfies)/, `\n  ${key}: () => import("./${id}/driver"),`)
change("lib/connectors/connectors.test.ts", /(?=import \{ canary)/, `import { ${variable}Trial } from "./${id}/trial"\n`)
change("lib/connectors/connectors.test.ts", /(const trials: [^{]*\{[^}]*)(?=\n\}\n)/, `$1\n  ${key}: ${variable}Trial,`)

const announced = readFileSync(join(root, "lib/connectors/announced.ts"), "utf8")
const entry = new RegExp(`  soon\\(\\s*"${id}",[\\s\\S]*?\\n?(?:  \\),|\\]\\),)\\n`)
if (entry.test(announced)) write("lib/connectors/announced.ts", announced.replace(entry, ""))

const icon = `public/connectors/${id}.svg`
if (!existsSync(join(root, icon))) {
  const model = readFileSync(join(root, "public/connectors/postgres.svg"), "utf8")
  writeFileSync(join(root, icon), model.replace(/>\w+<\/text>/, `>${letters(name)}</text>`))
}

// What was written is laid out as the rest of the house is.
spawnSync(join(root, "node_modules/.bin/biome"), ["check", "--write", ...changed], { cwd: root, stdio: "ignore" })
console.log(
  `lib/connectors/${id} is there, with its three lines and its icon. What comes next, one thing at a time:\n  npm run unit -- lib/connectors/connectors.test.ts -t "contract: ${id}"\nThe way through is docs/writing-a-connector.md.`,
)
