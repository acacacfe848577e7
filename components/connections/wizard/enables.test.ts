import { expect, test } from "vitest"
import type { Method } from "@/lib/connectors/connector"
import { manifests } from "@/lib/connectors/manifests"
import { methodIn } from "./draft"
import { enabledWords } from "./enables"

const all = Object.values(manifests)

test("AUT-9 CAT-15 each method of every platform says what it enables and links to the platform's own page", () => {
  for (const manifest of all)
    for (const [key, { docs }] of Object.entries(manifest.methods)) {
      expect(enabledWords(manifest, key), `${manifest.id} ${key}`).toMatch(/^Enables (you to \w.*|no job yet: .*)\.$/)
      expect(docs ?? "", `${manifest.id} ${key}`).toMatch(/^https:\/\/[\w.-]+\/\S*$/)
    }
})

test("AUT-7 AUT-9 two methods of one platform may enable different things, and say so", () => {
  const { "google-cloud": cloud, postgres } = manifests
  expect(enabledWords(postgres, "password")).toBe("Enables you to build audiences with live counts and make queries.")
  const said = Object.entries(cloud.methods).map(
    ([key, { enables = [] }]: [string, Method]) => [enables.length, enabledWords(cloud, key)] as const,
  )
  expect(said.filter(([jobs]) => jobs > 0)).toHaveLength(1)
  for (const [jobs, words] of said) expect(words).toMatch(jobs > 0 ? /^Enables you to import/ : /^Enables no job yet/)
})

test("AUT-8 CAT-15 a single method is chosen already; of several none is, nor one that is not among them", () => {
  for (const manifest of all) {
    const methods = Object.keys(manifest.methods)
    expect(methodIn(manifest, undefined)).toBe(methods.length === 1 ? methods[0] : undefined)
    expect(methodIn(manifest, "no such method")).toBe(methods.length === 1 ? methods[0] : undefined)
    for (const method of methods) expect(methodIn(manifest, method)).toBe(method)
  }
  expect(all.some(({ methods }) => Object.keys(methods).length === 1)).toBe(true)
  expect(all.some(({ methods }) => Object.keys(methods).length > 1)).toBe(true)
})
