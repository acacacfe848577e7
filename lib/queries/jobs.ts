import * as z from "zod"
import { idOf } from "../base/ids"
import { defineJob } from "../queue/define"

export const fetchQueryJob = defineJob("query.fetch", z.strictObject({ queryId: idOf("qry"), runId: idOf("qrn") }))
