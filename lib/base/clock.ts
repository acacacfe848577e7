/** The clock is injected: tests move it, nothing sleeps to wait for it. */
let offset = 0

export const now = (): Date => new Date(Date.now() + offset)

/** Tests only: shifts our idea of now by `ms`; 0 returns to real time. */
export function shiftClock(ms: number): void {
  offset = ms
}
