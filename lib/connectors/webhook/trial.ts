import { env } from "@/lib/base/env"
import { channelDouble } from "@/test/doubles/channel/double"
import { webhookDouble } from "@/test/doubles/channel/webhook"
import type { ToolTrial } from "../channel/trial"

/** A receiver on this machine, which the operator allows to be reached unencrypted. */
export async function webhookTrial(): Promise<ToolTrial> {
  const double = await channelDouble(webhookDouble)
  env().EGRESS_ALLOW = [env().EGRESS_ALLOW, `127.0.0.1:${double.port}`].filter(Boolean).join(",")
  return {
    double,
    answers: (secret) => ({ settings: { url: `${double.url}/hooks/patchbay` }, keys: { method: "secret", secret } }),
    end: () => double.close(),
  }
}
