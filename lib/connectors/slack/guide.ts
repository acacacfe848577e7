import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"

export const slackGuide: Guide = {
  steps: [
    {
      title: "Make an app of its own",
      text: "Open api.slack.com/apps, Create New App, From a manifest, choose the workspace and paste the manifest above. It holds the two scopes and nothing that posts.",
    },
    {
      title: "Install it to the workspace",
      text: "Under Install App press Install to Workspace. If the workspace wants its admins to approve apps, ask them; the token comes after that.",
    },
    {
      title: "Copy the bot token",
      text: "It begins with xoxb- and stands under OAuth & Permissions. A user token (xoxp-) works too, acts as you, and ends with your account.",
    },
  ],
  reaches: "slack.com on port 443. An app with a list of allowed IP addresses must name Patchbay's",
  causes: [
    ...channelCauses,
    {
      reason: "missing",
      says: "There is no member with this e-mail address.",
      why: "The person has another address in Slack, or has left the workspace.",
      remedy: "Nothing is to be done: the person is left out.",
    },
  ],
}
