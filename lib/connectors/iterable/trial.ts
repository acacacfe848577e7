import { iterableDouble } from "@/test/doubles/channel/iterable"
import { toolTrial } from "../channel/trial"

export const iterableTrial = toolTrial(iterableDouble, (apiKey) => ({ settings: { region: "api" }, keys: { method: "key", apiKey } }))
