import * as z from "zod"
import { key } from "../channel/fields"
import { manifest } from "../connector"
import { text } from "../fields"

/** An address that can be asked as it stands: no name and password in it, and nothing that a server never sees. */
function isPlain(typed: string): boolean {
  if (!URL.canParse(typed)) return false
  const { protocol, username, password, hash } = new URL(typed)
  return /^https?:$/.test(protocol) && !username && !password && !hash
}

export const webhook = manifest({
  id: "webhook",
  name: "Webhook",
  aliases: ["HTTP", "endpoint", "callback", "Standard Webhooks"],
  category: "Channel",
  maturity: "Beta",
  description: "Deliver exports to an HTTPS endpoint of your own, signed.",
  facts: [
    "Signed by the Standard Webhooks scheme, so that the receiver can tell what is from Patchbay",
    "A batch that is delivered again carries the same id: receivers can leave out what they have",
    "Beta: tested against a double that verifies signatures as a receiver should, not yet against one in use",
  ],
  settings: {
    url: {
      ...text("Endpoint", {
        placeholder: "https://hooks.example.com/patchbay",
        help: "Everybody who sees the connection's settings can read it. What proves that a request is from Patchbay is the secret.",
      }),
      schema: z
        .string()
        .trim()
        .max(2_000, "Endpoint is longer than 2,000 characters. Shorten it.")
        .refine(isPlain, "Enter the whole address, such as https://hooks.example.com/patchbay, without a name and a password in it.")
        .transform((typed) => new URL(typed).href),
    },
  },
  methods: {
    secret: {
      label: "Signing secret",
      help: "Patchbay signs every request with it, and the receiver verifies with the same. It is never sent.",
      fields: {
        secret: key("Signing secret", {
          placeholder: "whsec_…",
          looks: /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/,
          help: "whsec_ and 24 to 64 random bytes in base64. The box beside this form makes one.",
        }),
      },
      enables: ["export.webhook"],
      docs: "https://www.standardwebhooks.com/",
    },
  },
  permissions: [{ name: "A 2xx answer to a signed request", neededFor: "taking the batches of an export", required: true }],
  script: () =>
    `# A secret to sign with, for Patchbay and the receiver:\necho "whsec_$(openssl rand -base64 32)"\n# The receiver verifies: base64(HMAC-SHA256(secret, "{webhook-id}.{webhook-timestamp}.{body}"))\n# stands in webhook-signature after "v1,", and webhook-timestamp is less than five minutes old.`,
  scriptWords: {
    title: "Make a secret like this",
    lead: "A dedicated one for this endpoint alone. Libraries of Standard Webhooks verify it in most languages.",
  },
  destination: ({ url }) => url,
  locator: ({ url }) => new URL(url).host,
  dials: true,
  capabilities: { sharing: true, metrics: true },
})
