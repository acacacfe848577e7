/** The least round step, three of which hold the most that there is. */
export function scaleOf(most: number): { top: number; ticks: number[] } {
  const least = Math.max(most, 3) / 3
  const power = 10 ** Math.floor(Math.log10(least))
  const step = Math.ceil(([1, 2, 2.5, 5, 10].find((factor) => factor * power >= least && Number.isInteger(factor * power)) ?? 10) * power)
  return { top: step * 3, ticks: [step, step * 2, step * 3] }
}

/** Where a name stands under the axis: at the first of those that would be called the same, and never so near that it runs into the last. */
export function named(names: readonly string[], x: (index: number) => number, apart = 84): number[] {
  const stand: number[] = []
  for (const [index, name] of names.entries()) {
    if (name === names[index - 1]) continue
    const before = stand.at(-1)
    if (before === undefined || x(index) - x(before) >= apart) stand.push(index)
  }
  return stand
}

/** A square that says by its size how much of what was asked went wrong, and is never too small to see. */
export const markOf = (requests: number, failures: number): number => 4 + 6 * Math.sqrt(failures / Math.max(1, requests))

/** A number that fits beside a line: 1.5k, 20k, 3M. */
export const brief = (value: number): string => new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(value)

export const lineOf = (spots: readonly (readonly [number, number])[]): string =>
  spots.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("")
