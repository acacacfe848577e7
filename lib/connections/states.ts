// Apart from the model, so that a list in the browser need not carry the checks of every form.
export const statuses = ["Processing", "Active", "Inactive", "Deprecated"] as const
export type Status = (typeof statuses)[number]
export const healths = ["Healthy", "Unhealthy", "Unknown"] as const
export type Health = (typeof healths)[number]

/** What the list can be ordered by. */
export const sorts = ["name", "source", "status", "refreshed", "created"] as const
export type Sort = (typeof sorts)[number]

const from = {
  recheck: ["Processing", "Active", "Inactive"],
  reauthenticate: ["Active", "Inactive"],
  refresh: ["Active"],
  check: ["Active", "Inactive"],
} as const satisfies Record<string, readonly Status[]>

/** What a connection can do in which state. Buttons and verbs both ask here, so that they never disagree. */
export const connectionCan = (status: Status, deed: keyof typeof from): boolean => (from[deed] as readonly Status[]).includes(status)
