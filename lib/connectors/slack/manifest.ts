import { key } from "../channel/fields"
import { makeTheKey, onlyADouble } from "../channel/manifest"
import { manifest } from "../connector"

const docs = "https://docs.slack.dev/authentication/tokens"
const token = (prefix: string) => key("Token", { placeholder: `${prefix}…`, looks: new RegExp(`^${prefix}[A-Za-z0-9-]{10,500}$`) })

export const slack = manifest({
  id: "slack",
  name: "Slack",
  aliases: ["chat", "messages"],
  category: "Channel",
  maturity: "Beta",
  description: "Look up members of a Slack workspace.",
  facts: [
    "Members of one workspace, found by their e-mail address",
    "Nothing is posted",
    "A connection is not shared with teams: a token may act as the person who gave it",
    onlyADouble("Slack"),
  ],
  settings: {},
  methods: {
    bot: {
      label: "Bot token",
      help: "The token of an app in the workspace. It stays when people leave.",
      fields: { token: token("xoxb-") },
      enables: ["enrichment.contacts"],
      docs,
    },
    user: {
      label: "User token",
      help: "The token of an app that acts as you, and ends when you leave the workspace. Prefer a bot token.",
      fields: { token: token("xoxp-") },
      enables: ["enrichment.contacts"],
      docs,
    },
  },
  permissions: [
    { name: "users:read", neededFor: "reading names of members", required: true },
    { name: "users:read.email", neededFor: "finding members by their e-mail address", required: true },
  ],
  script: () =>
    "# In Slack: api.slack.com/apps, Create New App, From a manifest, and paste:\ndisplay_information:\n  name: Patchbay\nfeatures:\n  bot_user:\n    display_name: Patchbay\noauth_config:\n  scopes:\n    bot:\n      - users:read\n      - users:read.email",
  scriptWords: makeTheKey("app"),
  destination: () => "https://slack.com",
  locator: () => "slack.com",
  dials: true,
  capabilities: { sharing: false, metrics: true },
})
