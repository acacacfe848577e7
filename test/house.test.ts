import { execSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { posix } from "node:path"
import { expect, test } from "vitest"
import { permissions } from "@/lib/access/permissions"
import { doors, floors, forComponents, ordinary, outside, rooms, typesFromAbove, withoutMark } from "./house"

const files = execSync("git ls-files --cached --others --exclude-standard '*.ts' '*.tsx'").toString().trim().split("\n").filter(existsSync)
const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const sources = files.filter((file) => /^((app|components|db|lib|worker)\/|server\.ts$)/.test(file) && !isTest(file))
const read = (file: string) => readFileSync(file, "utf8")
const floorOf = (path: string) => floors.findIndex((floor) => floor.test(`${path}/`))

/** Every import of our own: at the head of a file, or on the way. A type leaves no trace in the program. */
const imports = /^(?:import|export) (type )?(?:([^";]*?) from )?"(@\/|\.)([^"]+)"|import\("(@\/|\.)([^"]+)"\)/gm
const edges = sources.flatMap((from) =>
  [...read(from).matchAll(imports)].map(([, type, what = "", sign, rest, lateSign, lateRest]) => {
    const path = rest ?? lateRest ?? ""
    const to = (sign ?? lateSign) === "@/" ? path : posix.join(posix.dirname(from), `.${path}`)
    const named = /^\{([^}]*)\}$/s
      .exec(what.trim())?.[1]
      ?.split(",")
      .map((word) => word.trim())
      .filter(Boolean)
    return { from, to, isType: Boolean(type) || named?.every((word) => word.startsWith("type ")) === true, line: `${from} -> ${to}` }
  }),
)
const lines = (some: typeof edges) => some.map(({ line }) => line)

test("every file stands on a floor, and imports point down", () => {
  expect(sources.filter((file) => floorOf(file) < 0)).toEqual([])
  const upwards = edges.filter(
    ({ from, to, isType, line }) => floorOf(to) > floorOf(from) && !(isType && typesFromAbove.test(line.replace(".ts ", " "))),
  )
  expect(lines(upwards)).toEqual([])
})

test("rooms of lib do not lean on each other in a circle", () => {
  const leans = new Map<string, Set<string>>(rooms.map((room) => [room, new Set()]))
  for (const { from, to } of edges) {
    const [a, b] = [from, to].map((path) => /^lib\/([\w-]+)\//.exec(path)?.[1])
    if (a && b && a !== b) leans.get(a)?.add(b)
  }
  const reaches = (room: string, goal: string, seen = new Set<string>()): boolean =>
    [...(leans.get(room) ?? [])].some((next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))))
  expect(rooms.filter((room) => reaches(room, room))).toEqual([])
})

test("components see types and models, never the machinery", () => {
  expect(lines(edges.filter(({ from, to, isType }) => from.startsWith("components/") && !isType && !forComponents.test(to)))).toEqual([])
})

test("shapes without nouns know no noun", () => {
  expect(lines(edges.filter(({ from, to }) => from.startsWith("components/ui/") && !/^(components\/ui|lib\/base)\//.test(to)))).toEqual([])
})

test("lib has these rooms and no loose files", () => {
  expect([...new Set(files.filter((file) => file.startsWith("lib/")).map((file) => file.split("/")[1]))].sort()).toEqual([...rooms].sort())
})

test("what is neither a model nor a promise stays on the server", () => {
  const rules = sources.filter(
    (file) => /^lib\//.test(file) && floorOf(file) >= 3 && !/\/(model|states|jobs)\.ts$/.test(file) && !(file in withoutMark),
  )
  expect(rules.filter((file) => !read(file).startsWith('import "server-only"'))).toEqual([])
})

test("files are short, pages shorter", () => {
  const limit = (file: string) => (file.endsWith("/page.tsx") ? 40 : 200)
  const measured = files.filter((file) => /^(app|components|db|lib|worker|scripts|test|e2e|bench)\/|^server\.ts$/.test(file))
  expect(measured.filter((file) => read(file).trimEnd().split("\n").length > limit(file))).toEqual([])
})

test("one file reads the environment, and app speaks no SQL", () => {
  expect(sources.filter((file) => /process\.env(?!\.__NEXT_\w+ = )/.test(read(file)))).toEqual(["lib/base/env.ts"])
  expect(sources.filter((file) => file.startsWith("app/") && /from "(drizzle-orm|postgres|@\/db)/.test(read(file)))).toEqual([])
})

test("every door hands over a verb and does nothing else", () => {
  const hands = sources.filter((file) => /^app\/.*\/(actions|route)\.ts$/.test(file) && !(file in doors))
  const others = hands.flatMap((file) => [...read(file).matchAll(/^export (?!type).*/gm)].map(([line]) => ({ file, line })))
  const known = ({ file, line }: (typeof others)[number]) => ordinary.test(line) || (outside.where.test(file) && outside.exports.test(line))
  expect(others.filter((one) => !known(one))).toEqual([])
  expect(Object.keys(doors).filter((file) => !sources.includes(file))).toEqual([])
})

test("every verb is in the table of permissions, and every permission is a verb", () => {
  const said = sources.flatMap((file) =>
    [...read(file).matchAll(/\b(?:query|command|jotting|errand)\(\s*"([\w.]+)"/g)].map(([, name]) => name),
  )
  expect(said.sort()).toEqual(Object.keys(permissions).sort())
})

test("no page fetches from its own server, and nothing sleeps in a test", () => {
  const tests = files.filter((file) => isTest(file) || file.startsWith("e2e/"))
  expect(tests.filter((file) => file !== "test/house.test.ts" && /waitForTimeout|data-testid|getByTestId/.test(read(file)))).toEqual([])
  expect(sources.filter((file) => file.endsWith("page.tsx") && /\bfetch\(/.test(read(file)))).toEqual([])
})
