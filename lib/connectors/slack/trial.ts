import { slackDouble } from "@/test/doubles/channel/slack"
import { toolTrial } from "../channel/trial"

export const slackTrial = toolTrial(slackDouble, (token) => ({ settings: {}, keys: { method: "bot", token } }))
