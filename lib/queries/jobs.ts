import * as z from "zod"
import { idOf } from "../base/ids"
import { defineJob } from "../jobs/define"

export const fetchQueryJob = defineJob("query.fetch", z.strictObject({ queryId: idOf("qry"), runId: idOf("qrn") }))
