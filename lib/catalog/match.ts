import "server-only"

type Named = { id: string; name: string; aliases: readonly string[]; category: string }

const plain = (text: string) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase()

/** Every word of the question is found in the platform's name, in what else it is called, or in its category. */
export function matches({ name, aliases, category }: Named, q: string): boolean {
  const words = plain(q).split(/\s+/).filter(Boolean)
  const spoken = plain([name, ...aliases, category].join("\n"))
  return words.every((word) => spoken.includes(word))
}

/** What was perhaps meant by a question that nothing answers, e.g. "snowflak", "big qurey". */
export function nearestTo<T extends Named>(platforms: readonly T[], q: string): T | undefined {
  const [best] = platforms
    .map((platform) => ({ platform, likeness: Math.max(...[platform.name, ...platform.aliases].map((word) => likeness(word, q))) }))
    .sort((a, b) => b.likeness - a.likeness)
  return best && best.likeness >= 0.4 ? best.platform : undefined
}

/** The share of letter pairs that two words have in common (Dice). */
function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  if (a.length === 0 || b.length === 0) return 0
  const left = [...b]
  const common = a.filter((pair) => {
    const at = left.indexOf(pair)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return (2 * common.length) / (a.length + b.length)
}

function pairsOf(text: string): string[] {
  const letters = plain(text).replaceAll(/[^\p{L}\p{N}]/gu, "")
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, index) => letters.slice(index, index + 2))
}
