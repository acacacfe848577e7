import type { Action } from "@/components/ui/use-action"
import type { ConnectionId, TeamId } from "@/lib/base/ids"
import type { BulkDeed, BulkPreview, BulkResult } from "@/lib/bulk/model"
import type { ConnectionRow } from "@/lib/connections/model"
import { connectionCan } from "@/lib/connections/states"
import type { Picked } from "./use-selection"

export type Wish = { deed: BulkDeed; connectionIds: ConnectionId[]; teamIds?: TeamId[]; allTeams?: boolean }
/** What the panel's page hands in, so that its table can act on many rows. */
export type BulkActions = {
  match: Action<object, { ids: ConnectionId[]; total: number }>
  preview: Action<Wish, BulkPreview>
  act: Action<Wish & { token?: string }, BulkResult>
}

/** As many as one act takes (`mostAtOnce` of the verb). */
export const most = 200

type Words = {
  deed: BulkDeed
  label: string
  /** "Make 3 connections private". */
  title: (many: string) => string
  consequence: string
  danger?: boolean
  fits: (row: ConnectionRow) => boolean
  /** Said when it fits none of the selected rows. */
  refusal: string
}

/** From left to right in the bar. */
export const acts: readonly Words[] = [
  {
    deed: "refresh",
    label: "Refresh",
    title: (many) => `Refresh ${many}`,
    consequence: "The schema of each is read again. It can take up to 15 minutes; you can leave this page.",
    fits: ({ may, lifecycle, status, refresh }) =>
      may.refresh === true && lifecycle === "live" && connectionCan(status, "refresh") && !refresh,
    refusal: "Only an Active connection that is not being refreshed can be refreshed.",
  },
  {
    deed: "assign",
    label: "Assign teams",
    title: (many) => `Assign teams to ${many}`,
    consequence: "The teams you choose may use them, and no other team. People and client accounts keep what they have.",
    fits: ({ may, visibility }) => may.share === true || (may.narrow === true && visibility === "shared"),
    refusal: "Only its owner can share a private connection.",
  },
  {
    deed: "make private",
    label: "Make private",
    title: (many) => `Make ${many} private`,
    consequence: "Only the owner of each can use it then, and only the owner can share it again.",
    danger: true,
    fits: ({ may, visibility }) => may.narrow === true && visibility === "shared",
    refusal: "What you selected is private already.",
  },
  {
    deed: "disconnect",
    label: "Disconnect",
    title: (many) => `Disconnect ${many}`,
    consequence: "Nothing reads from them then. Each can be restored for 30 days.",
    danger: true,
    fits: ({ may, lifecycle }) => may.disconnect === true && lifecycle === "live",
    refusal: "What you selected is disconnected already.",
  },
  {
    deed: "restore",
    label: "Restore",
    title: (many) => `Restore ${many}`,
    consequence: "Each is checked again, with the credentials and the sharing it had.",
    fits: ({ may, lifecycle }) => may.restore === true && lifecycle === "disconnected",
    refusal: "Only a disconnected connection can be restored.",
  },
]

/** Why an act cannot be asked for, if so. A row that was never seen may fit; the preview says. */
export function refusalOf({ fits, refusal }: Words, picked: Picked): string | undefined {
  if (picked.size > most) return `One act takes at most ${most} connections. Select fewer.`
  return [...picked.values()].some((row) => row === null || fits(row)) ? undefined : refusal
}

export const counted = (n: number) => `${n.toLocaleString("en")} ${n === 1 ? "connection" : "connections"}`
