import { googleCloudDouble } from "@/test/doubles/channel/google-cloud"
import { pointAt } from "@/test/doubles/point"
import { toolTrial } from "../channel/trial"

/** @public The subscription that the trial reads. */
export const cloud = googleCloudDouble()

const trial = toolTrial(cloud.double, (secret) => ({
  settings: { project: "my-project-123", subscription: "orders" },
  keys: { method: "service-account", ...cloud.keysOf(secret) },
}))

/** Its sign-in stands apart from its interface, so that what goes wrong in one is not taken for the other's. */
export const googleCloudTrial = async () => {
  const started = await trial()
  pointAt({ "google-token": `${started.double.url}/-` })
  return started
}
