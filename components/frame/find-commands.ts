import type { Command } from "./command-palette"

const most = 50

/** Each word must begin something in the label or its keywords; what begins the label itself comes first. Groups stay together. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return grouped(commands.slice(0, most))
  const ranked = commands.flatMap((command) => {
    const text = ` ${command.label} ${command.group} ${command.keywords ?? ""} ${command.detail ?? ""}`.toLowerCase()
    if (!words.every((word) => text.includes(word))) return []
    const label = command.label.toLowerCase()
    const rank = label.startsWith(words[0] ?? "") ? 0 : words.every((word) => ` ${label}`.includes(` ${word}`)) ? 1 : 2
    return [{ command, rank }]
  })
  return grouped(
    ranked
      .sort((a, b) => a.rank - b.rank)
      .slice(0, most)
      .map(({ command }) => command),
  )
}

const grouped = (commands: readonly Command[]) => [...Map.groupBy(commands, ({ group }) => group).values()].flat()
