import * as z from "zod"
import { idOf } from "../base/ids"
import { defineJob } from "../queue/define"

/** A run that waits, by its id; without one the clock asks, and a run is made only if the work is still due by then. */
export const runRef = z.strictObject({ connectionId: idOf("con"), runId: idOf("run").optional() })

export const validateJob = defineJob("connection.validate", runRef)
export const refreshSchemaJob = defineJob("connection.refreshSchema", runRef)
export const checkHealthJob = defineJob("connection.checkHealth", runRef)
export const carryOverJob = defineJob("connection.carryOver", runRef)
export const forgetJob = defineJob("connection.forget", z.strictObject({ connectionId: idOf("con") }))
export const sweepJob = defineJob("connection.sweep", z.strictObject({}))

export const jobOf = { validation: validateJob, refresh: refreshSchemaJob, health: checkHealthJob, transfer: carryOverJob } as const

/** People wait for the first, and for the second when they asked for it. */
export const priorities = { validation: 20, transfer: 20, refresh: 10, clock: 0 } as const
