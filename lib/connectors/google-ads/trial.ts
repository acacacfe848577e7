import { developerToken, googleAdsDouble } from "@/test/doubles/channel/google-ads"
import { signedTrial } from "../channel/signed-trial"

export const googleAdsTrial = signedTrial(googleAdsDouble, (signed) => ({
  settings: { manager: "123-456-7890" },
  keys: { method: "oauth", developerToken, signed },
}))
