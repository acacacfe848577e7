const units = [
  ["GiB", 1_073_741_824],
  ["MiB", 1_048_576],
  ["KiB", 1_024],
] as const

/** 1.2 GiB, 340 MiB, 12 KiB; nothing is 0 KiB. */
export function sayBytes(bytes: number): string {
  const [unit, size] = units.find(([, size]) => bytes >= size) ?? units[2]
  const many = bytes / size
  return `${many >= 100 || Number.isInteger(many) ? Math.round(many).toLocaleString("en-US") : many.toFixed(1)} ${unit}`
}
