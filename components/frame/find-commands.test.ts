import { expect, test } from "vitest"
import type { Command } from "./command-palette"
import { findCommands } from "./find-commands"

const command = (label: string, group = "Go to", keywords?: string): Command => ({ id: label, label, group, keywords, href: "/" })
const commands = [
  command("Audit log", "Security"),
  command("Authorizations", "Security"),
  command("Audiences"),
  command("Connections", "Go to", "sources data manager"),
]
const found = (query: string) => findCommands(commands, query).map(({ label }) => label)

test("nothing typed shows everything", () => {
  expect(found("  ")).toHaveLength(4)
})

test("a word finds a label, a keyword or a group, in any case", () => {
  expect(found("AUDI")).toEqual(["Audit log", "Audiences"])
  expect(found("manager")).toEqual(["Connections"])
  expect(found("security log")).toEqual(["Audit log"])
})

test("what begins the label comes first", () => {
  expect(found("con")[0]).toBe("Connections")
})

test("a group stands together", () => {
  expect(findCommands([commands[0]!, commands[2]!, commands[1]!], "au").map(({ group }) => group)).toEqual([
    "Security",
    "Security",
    "Go to",
  ])
})
