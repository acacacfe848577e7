import { mailchimpDouble } from "@/test/doubles/channel/mailchimp"
import { toolTrial } from "../channel/trial"

export const mailchimpTrial = toolTrial(mailchimpDouble, (apiKey) => ({ settings: {}, keys: { method: "key", apiKey } }))
