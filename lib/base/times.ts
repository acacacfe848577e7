/** Every time constant of the product, in milliseconds (requirements: "Time constants"). */
const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

export const times = {
  second,
  minute,
  hour,
  day,
  /** Automatic schema refresh. */
  schemaRefreshEvery: day,
  /** A schema refresh is given up after this. */
  refreshTimeout: 15 * minute,
  /** A whole validation. */
  validationTimeout: minute,
  /** One check inside a validation. */
  checkTimeout: 20 * second,
  /** A connection Processing for longer is shown as stuck. */
  stuckAfter: 15 * minute,
  healthCheckEvery: day,
  restoreWindow: 30 * day,
  reconnectLink: 7 * day,
  /** A secret that another took over from is kept sealed for the undo. */
  supersededKept: day,
  /** A live count that the source has not answered by then is cancelled there. */
  countTimeout: 20 * second,
  /** A query that the source has not answered by then is cancelled there. */
  queryTimeout: minute,
  /** A run of a job is given up after this; what it delivered stays delivered. */
  jobTimeout: 6 * hour,
  /** The first wait before a failed run is tried again; the next is twice as long. */
  jobRetryAfter: minute,
  /** A job that fails is tried again at least this often. */
  failingJobEvery: hour,
  /** A job is failed after so long of nothing but errors. */
  jobFailsAfter: 10 * hour,
  /** Completed and failed jobs are forgotten after this. */
  endedJobsKept: 90 * day,
  sessionIdle: 12 * hour,
  sessionAbsolute: 7 * day,
  signInLink: 15 * minute,
  invitation: 7 * day,
  passwordReset: day,
  /** From the button to the platform's own sign-in and back. */
  consent: 10 * minute,
  /** How long one worker alone renews a token: well above the longest wait for the platform's answer. */
  renewal: minute,
  /** How long a worker may hold a run without a sign of life. */
  lease: 30 * second,
  heartbeat: 5 * second,
  /** Without a heartbeat for this long the worker is called down. */
  workerDownAfter: 15 * second,
  /** A promise of work waiting longer means that the worker is behind. */
  workerBehindAfter: 60 * second,
  snapshotsKept: 90 * day,
  /** How often what a long session has asked is added to the sums of the hour. */
  usageKeptEvery: 10 * second,
  /** Sums of hours are kept for two years, and a day for the zones. */
  usageKept: 731 * day,
  idempotencyKept: day,
} as const
