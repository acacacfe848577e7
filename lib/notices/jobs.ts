import * as z from "zod"
import { idOf } from "../base/ids"
import { defineJob } from "../queue/define"

/** `attempt` counts from 1: what failed for now is promised again with the next number. */
export const sendMailJob = defineJob(
  "mail.send",
  z.strictObject({ mailId: idOf("mai"), attempt: z.number().int().min(1).max(100).default(1) }),
)
