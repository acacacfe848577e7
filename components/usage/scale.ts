/** The least round step, three of which hold the most that there is. */
export function scaleOf(most: number): { top: number; ticks: number[] } {
  const least = Math.max(most, 3) / 3
  const power = 10 ** Math.floor(Math.log10(least))
  const step = Math.ceil(([1, 2, 2.5, 5, 10].find((factor) => factor * power >= least && Number.isInteger(factor * power)) ?? 10) * power)
  return { top: step * 3, ticks: [step, step * 2, step * 3] }
}

/** Every so many buckets a name stands under the axis, so that none runs into the next. */
export const everySoMany = (buckets: number, width: number, each = 84): number =>
  Math.max(1, Math.ceil(buckets / Math.max(1, Math.floor(width / each))))

/** A number that fits beside a line: 1.5k, 20k, 3M. */
export const brief = (value: number): string => new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(value)

export const lineOf = (spots: readonly (readonly [number, number])[]): string =>
  spots.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("")
