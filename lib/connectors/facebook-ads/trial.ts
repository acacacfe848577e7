import { facebookAdsDouble } from "@/test/doubles/channel/facebook-ads"
import { toolTrial } from "../channel/trial"

export const facebookAdsTrial = toolTrial(facebookAdsDouble, (accessToken) => ({
  settings: {},
  keys: { method: "systemUser", accessToken },
}))
