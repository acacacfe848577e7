import { hubspotDouble } from "@/test/doubles/channel/hubspot"
import { toolTrial } from "../channel/trial"

export const hubspotTrial = toolTrial(hubspotDouble, (token) => ({ settings: {}, keys: { method: "private-app", token } }))
