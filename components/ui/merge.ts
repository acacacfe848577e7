// Tailwind's own vocabulary as far as this house uses it. `merge.test.ts` holds it to tailwind-merge for every class that is written here.
const sides: Record<string, string> = { "": "trbl", x: "lr", y: "tb" }
const sided = (what: string, side = "") => [...(sides[side] ?? side)].map((one) => `${what} ${one}`)

const displays = "block|inline|inline-block|flex|inline-flex|grid|inline-grid|table|contents|hidden"
const sizes = "2xs|xs|sm|md|base|lg|xl|2xl"

/** What a class sets: of two classes, a later one that sets all that the earlier set has replaced it. The first line that fits counts. */
const lines: [RegExp, (found: RegExpMatchArray) => string[]][] = [
  [/^-?([pm])([xytrblse]?)-./, ([, what, side]) => sided(what as string, side)],
  [/^size-./, () => ["w", "h"]],
  [/^((?:min-|max-)?[wh])-./, ([, what]) => [what as string]],
  [/^-?inset-(?:([xy])-)?./, ([, side]) => sided("at", side)],
  [/^-?(top|right|bottom|left)-./, ([, side]) => sided("at", side?.[0])],
  [/^gap-(?:([xy])-)?./, ([, side]) => (side ? [`gap ${side}`] : ["gap x", "gap y"])],
  [/^space-([xy])-./, ([, side]) => [`space ${side}`]],
  [new RegExp(`^text-(?:${sizes})$`), () => ["font size", "leading"]],
  [/^text-(?:left|right|center|start|end)$/, () => ["text align"]],
  [/^text-(?:wrap|nowrap|balance|pretty)$/, () => ["text wrap"]],
  [/^font-(?:sans|mono)$/, () => ["font family"]],
  [new RegExp(`^(?:${displays})$`), () => ["display"]],
  [/^(?:static|fixed|absolute|relative|sticky)$/, () => ["position"]],
  [/^(?:visible|invisible)$/, () => ["visibility"]],
  [/^flex-(?:row|col)/, () => ["flex direction"]],
  [/^flex-(?:wrap|nowrap)/, () => ["flex wrap"]],
  [/^flex-./, () => ["flex", "basis", "grow", "shrink"]],
  [/^overflow-(?:([xy])-)?./, ([, side]) => (side ? [`overflow ${side}`] : ["overflow x", "overflow y"])],
  [/^truncate$/, () => ["text overflow"]],
  [/^stroke-\d/, () => ["stroke width"]],
  [/^border-(?:separate|collapse)$/, () => ["border collapse"]],
  [/^border-(?:solid|dashed|dotted|double|none)$/, () => ["border style"]],
  [/^border-spacing-./, () => ["border spacing"]],
  [/^border(?:-([xytrbl]))?(?:-\d+)?$/, ([, side]) => sided("border width", side)],
  [/^border-([xytrbl])-./, ([, side]) => sided("border color", side)],
  [/^border-./, () => sided("border color")],
  [/^divide-([xy])(?:-\d+)?$/, ([, side]) => [`divide ${side}`]],
  [/^rounded-(t|r|b|l)(?:-|$)/, ([, side]) => ({ t: ["tl", "tr"], r: ["tr", "br"], b: ["bl", "br"], l: ["tl", "bl"] })[side as "t"]],
  [/^rounded-([tb][lr])(?:-|$)/, ([, corner]) => [corner as string]],
  [/^rounded(?:-|$)/, () => ["tl", "tr", "bl", "br"]],
  [/^outline-(?:\d+|none)$/, ([all]) => (all.endsWith("none") ? ["outline style"] : ["outline width"])],
  [/^-?outline-offset-./, () => ["outline offset"]],
  [/^underline-offset-./, () => ["underline offset"]],
  [/^(?:underline|line-through|no-underline)$/, () => ["underline"]],
  [/^-?translate-([xy])-./, ([, side]) => [`translate ${side}`]],
  [/^grid-cols-./, () => ["grid columns"]],
  [/^col-span-./, () => ["column"]],
  [/^(?:wrap-(?:break-word|anywhere|normal))$/, () => ["overflow wrap"]],
  [/^place-(items|content|self)-./, ([, what]) => [`place ${what}`]],
  [/^justify-(items|self)-./, ([, what]) => [`justify ${what}`]],
  [/^scroll-([pm])([xytrbl]?)-./, ([, what, side]) => sided(`scroll ${what}`, side)],
  [/^content-\[/, () => ["content of a mark"]],
  // One word, one property: "z-10", "bg-card", "text-faint", "shrink-0", "leading-5".
  [
    /^-?(align|animate|appearance|basis|bg|break|content|cursor|fill|float|font|grow|items|justify|leading|list|opacity|origin|pointer-events|rotate|select|self|shadow|shrink|stroke|text|tracking|transition|whitespace|z)(?:-|$)/,
    ([, what]) => [what as string],
  ],
  [/^\[([\w-]+):/, ([, property]) => [`[${property}]`]],
]

function meaningOf(word: string): string[] {
  for (const [pattern, meaning] of lines) {
    const found = word.match(pattern)
    if (found) return meaning(found)
  }
  return []
}

type Class = { written: string; sets: string[] }

/** "max-md:px-3" sets the same as "px-3", at another time. The last colon outside brackets divides. */
function classOf(written: string): Class {
  let depth = 0
  let start = 0
  for (let at = 0; at < written.length; at++) {
    const sign = written[at] as string
    if ("[(".includes(sign)) depth++
    else if ("])".includes(sign)) depth--
    else if (sign === ":" && depth === 0) start = at + 1
  }
  const when = written.slice(0, start)
  return { written, sets: meaningOf(written.slice(start)).map((property) => when + property) }
}

/** Of two classes that say the same thing the later wins, as it reads. */
export function merge(classes: string): string {
  const taken = new Set<string>()
  const kept: string[] = []
  for (const { written, sets } of classes.split(" ").filter(Boolean).map(classOf).reverse()) {
    if (sets.length > 0 && sets.every((property) => taken.has(property))) continue
    for (const property of sets) taken.add(property)
    kept.push(written)
  }
  return kept.reverse().join(" ")
}
