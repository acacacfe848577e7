import { brazeDouble } from "@/test/doubles/channel/braze"
import { toolTrial } from "../channel/trial"

export const brazeTrial = toolTrial(brazeDouble, (apiKey) => ({
  settings: { instance: "rest.iad-01.braze.com" },
  keys: { method: "key", apiKey },
}))
