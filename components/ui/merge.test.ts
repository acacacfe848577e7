import { readFileSync } from "node:fs"
import { glob } from "node:fs/promises"
import { extendTailwindMerge } from "tailwind-merge"
import { expect, test } from "vitest"
import { merge } from "./merge"

const known = extendTailwindMerge({ extend: { theme: { spacing: ["control"], text: ["2xs", "md"], shadow: ["float"] } } })

/** Every class in a string of the screens, without its "when". */
async function vocabulary(): Promise<string[]> {
  const words = new Set<string>()
  for await (const file of glob("{app,components}/**/*.tsx"))
    for (const [, text = ""] of readFileSync(file, "utf8").matchAll(/["`]([^"`\n]*)["`]/g))
      for (const word of text.split(/\s+/))
        if (/^-?[a-z[][^'{}$]*$/.test(word)) words.add(word.replace(/^(?:[^[(]|\[[^\]]*\]|\([^)]*\))*:(?=[^:]+$)/, ""))
  return [...words].filter((word) => known(`${word} ${word}`) === word)
}

test("of two classes the same one stays as with tailwind-merge, for every class that is written in a screen", async () => {
  const words = await vocabulary()
  expect(words.length).toBeGreaterThan(300)
  const differ = words.flatMap((one) =>
    words.filter((other) => one !== other && merge(`${one} ${other}`) !== known(`${one} ${other}`)).map((other) => `${one} ${other}`),
  )
  expect(differ).toEqual([])
})

test("a class at another time is another class, and order is kept", () => {
  expect(merge("h-7 px-2 max-md:px-3 px-4")).toBe("h-7 max-md:px-3 px-4")
  expect(merge("[&_svg:not([class*=size-])]:size-4 hover:bg-hover [&_svg:not([class*=size-])]:size-3")).toBe(
    "hover:bg-hover [&_svg:not([class*=size-])]:size-3",
  )
  expect(merge("rounded-lg p-2 px-4 rounded-t-none")).toBe("rounded-lg p-2 px-4 rounded-t-none")
})
