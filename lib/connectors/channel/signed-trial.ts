import { channelDouble, type ToolDouble } from "@/test/doubles/channel/double"
import { pointAt } from "@/test/doubles/point"
import type { Signed } from "../consent/words"
import type { Endpoint } from "../endpoints"
import type { Answers, ToolTrial } from "./trial"

/** The same for a tool at which people sign in: what was consented to stands beside the token. */
export const signedTrial =
  (tool: ToolDouble, answers: (signed: Signed, url: string) => Answers, others: readonly Endpoint[] = []) =>
  async (): Promise<ToolTrial> => {
    const double = await channelDouble(tool)
    pointAt(Object.fromEntries([tool.endpoint, ...others].map((endpoint) => [endpoint, double.url])))
    const granted = new Map<string, readonly string[]>()
    const key: typeof double.key = (scopes = tool.scopes, secret = tool.make()) => {
      granted.set(secret, scopes)
      return double.key(scopes, secret)
    }
    const signedBy = (secret: string): Signed => ({
      token: async () => secret,
      scope: (granted.get(secret) ?? tool.scopes).join(" "),
      facts: {},
    })
    return { double: { ...double, key }, answers: (secret) => answers(signedBy(secret), double.url), end: () => double.close() }
  }
