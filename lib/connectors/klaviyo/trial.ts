import { klaviyoDouble } from "@/test/doubles/channel/klaviyo"
import { toolTrial } from "../channel/trial"

export const klaviyoTrial = toolTrial(klaviyoDouble, (apiKey) => ({ settings: {}, keys: { method: "key", apiKey } }))
