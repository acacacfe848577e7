import * as z from "zod"
import { idOf } from "../base/ids"
import { defineJob } from "../queue/define"

export const runJobJob = defineJob("job.run", z.strictObject({ jobId: idOf("job"), runId: idOf("jrn") }))
