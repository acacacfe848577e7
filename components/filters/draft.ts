import { type Condition, type Filter, isGroup } from "@/lib/sql/model"

/** A filter while it is being made: every part has a key, so that a row keeps its focus when it moves. */
export type DraftCondition = Condition & { key: number }
export type DraftGroup = { key: number; match: Filter["match"]; parts: DraftPart[] }
export type DraftPart = DraftCondition | DraftGroup

export const isDraftGroup = (part: DraftPart): part is DraftGroup => "parts" in part

let last = 0
const nextKey = () => {
  last += 1
  return last
}

export const emptyCondition = (): DraftCondition => ({ key: nextKey(), column: "", op: "is" })
export const emptyGroup = (): DraftGroup => ({ key: nextKey(), match: "any", parts: [emptyCondition()] })

export const draftOf = ({ match, conditions }: Filter): DraftGroup => ({
  key: nextKey(),
  match,
  parts: conditions.map((part) => (isGroup(part) ? draftOf(part) : { ...part, key: nextKey() })),
})

/** What is sent: the parts without their keys, and without groups in which nothing stands. */
export const filterOf = ({ match, parts }: DraftGroup): Filter => ({
  match,
  conditions: parts.flatMap((part): (Condition | Filter)[] => {
    if (!isDraftGroup(part)) return [plain(part)]
    return part.parts.length > 0 ? [filterOf(part)] : []
  }),
})

const plain = ({ key: _, ...condition }: DraftCondition): Condition => condition

/** Adds a part at the end of a group. */
export const withPart = (root: DraftGroup, group: number, part: DraftPart): DraftGroup => inGroup(root, group, (parts) => [...parts, part])

export const withMatch = (root: DraftGroup, group: number, match: Filter["match"]): DraftGroup =>
  root.key === group
    ? { ...root, match }
    : { ...root, parts: root.parts.map((part) => (isDraftGroup(part) ? withMatch(part, group, match) : part)) }

export const withCondition = (root: DraftGroup, condition: DraftCondition): DraftGroup =>
  around(root, condition.key, (parts, at) => parts.with(at, condition))

export const without = (root: DraftGroup, key: number): DraftGroup => around(root, key, (parts, at) => parts.toSpliced(at, 1))

/** A copy stands right behind its original. Answers the key of the copy too, since focus goes there. */
export function withCopy(root: DraftGroup, key: number): { root: DraftGroup; copy: number } {
  let made = key
  const changed = around(root, key, (parts, at) => {
    const original = parts[at]
    if (!original) return parts
    const copy = copyOf(original)
    made = copy.key
    return parts.toSpliced(at + 1, 0, copy)
  })
  return { root: changed, copy: made }
}

const copyOf = (part: DraftPart): DraftPart =>
  isDraftGroup(part) ? { ...part, key: nextKey(), parts: part.parts.map(copyOf) } : { ...part, key: nextKey() }

export const moved = (root: DraftGroup, key: number, by: -1 | 1): DraftGroup =>
  around(root, key, (parts, at) => {
    const other = parts[at + by]
    const part = parts[at]
    return part && other ? parts.with(at, other).with(at + by, part) : parts
  })

/** The key that focus goes to when a part is taken away: the next beside it, else the one before. */
export function neighbour(root: DraftGroup, key: number): number | undefined {
  const at = root.parts.findIndex((part) => part.key === key)
  if (at >= 0) return (root.parts[at + 1] ?? root.parts[at - 1])?.key
  for (const part of root.parts) {
    const found = isDraftGroup(part) ? neighbour(part, key) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function inGroup(root: DraftGroup, group: number, change: (parts: DraftPart[]) => DraftPart[]): DraftGroup {
  if (root.key === group) return { ...root, parts: change(root.parts) }
  return { ...root, parts: root.parts.map((part) => (isDraftGroup(part) ? inGroup(part, group, change) : part)) }
}

/** Changes the list in which the part with this key stands. */
function around(root: DraftGroup, key: number, change: (parts: DraftPart[], at: number) => DraftPart[]): DraftGroup {
  const at = root.parts.findIndex((part) => part.key === key)
  if (at >= 0) return { ...root, parts: change(root.parts, at) }
  return { ...root, parts: root.parts.map((part) => (isDraftGroup(part) ? around(part, key, change) : part)) }
}
