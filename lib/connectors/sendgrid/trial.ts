import { sendgridDouble } from "@/test/doubles/channel/sendgrid"
import { toolTrial } from "../channel/trial"

export const sendgridTrial = toolTrial(sendgridDouble, (apiKey) => ({ settings: { region: "api" }, keys: { method: "key", apiKey } }))
