import { salesforceDouble } from "@/test/doubles/channel/salesforce"
import { signedTrial } from "../channel/signed-trial"

export const salesforceTrial = signedTrial(salesforceDouble, (signed, url) => ({
  settings: { login: "production" },
  keys: { method: "oauth", signed: { ...signed, facts: { instance: url } } },
}))
