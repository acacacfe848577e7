/** Whether work that was promised is being done: what the console says instead of a silent Processing. */
export type WorkerState = {
  state: "ok" | "down" | "behind"
  /** Since when it is down, or how long the oldest promise has waited. */
  seconds: number
}
