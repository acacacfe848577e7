import { expect, test } from "vitest"
import { manifests } from "@/lib/connectors/manifests"
import { methodIn } from "./draft"
import { enabledBy } from "./enables"

const all = Object.values(manifests)

test("AUT-9 CAT-15 each method of every platform says what it enables and links to the platform's own page", () => {
  for (const manifest of all)
    for (const [key, { docs }] of Object.entries(manifest.methods)) {
      expect(enabledBy(manifest, key), `${manifest.id} ${key}`).not.toEqual([])
      expect(docs ?? "", `${manifest.id} ${key}`).toMatch(/^https:\/\/[\w.-]+\/\S*$/)
    }
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
