export const jobKinds = ["import", "export", "enrichment"] as const
export type JobKind = (typeof jobKinds)[number]

export const jobStates = ["running", "sleeping", "paused", "failed", "completed"] as const
export type JobState = (typeof jobStates)[number]
/** What still uses its authorization. The others have ended and are in nobody's way. */
export const activeStates: readonly JobState[] = ["running", "sleeping", "paused"]
export const isActive = (state: JobState): boolean => activeStates.includes(state)

export const jobSorts = ["name", "type", "status", "created"] as const
export type JobSort = (typeof jobSorts)[number]

/** What may be done with a job in which state. Whatever is not named here is refused. */
export const deeds = {
  pause: ["running", "sleeping"],
  resume: ["paused"],
  run: ["running", "sleeping", "failed", "completed"],
} as const satisfies Record<string, readonly JobState[]>
export const can = (deed: keyof typeof deeds, state: JobState): boolean => (deeds[deed] as readonly JobState[]).includes(state)
