import { channelCauses } from "../channel/causes"
import type { Guide } from "../connector"

export const webhookGuide: Guide = {
  steps: [
    {
      title: "Make a secret",
      text: "Run the line above. Give the secret to the receiver and to the connect form, and to nobody else. One endpoint, one secret: then each can be replaced alone.",
    },
    {
      title: "Verify at the receiver",
      text: "Use a library of Standard Webhooks, or compute the signature yourself: HMAC-SHA256 over the id, the timestamp and the raw body, joined by full stops. Refuse a wrong signature with 401, and a timestamp older than five minutes.",
      code: 'import { Webhook } from "standardwebhooks"\n\nnew Webhook(secret).verify(rawBody, request.headers)',
    },
    {
      title: "Answer quickly with 2xx",
      text: "Any 2xx means that the batch was taken. Keep it first and work on it afterwards. What is not taken is sent again with the same webhook-id: leave out an id that you have.",
    },
    {
      title: "Know the test event",
      text: "Every check sends a signed event of the type patchbay.ping without data. Answer it with 2xx, and do nothing else.",
    },
  ],
  reaches: "the host and port of the endpoint that you enter. Redirects are not followed",
  causes: [
    ...channelCauses,
    {
      reason: "tls",
      says: "The endpoint begins with http://, so everything could be read on the way.",
      why: "Unencrypted addresses are refused unless the operator names them.",
      remedy: "Make the connection with https://, or ask the operator to allow this one address with its port.",
    },
  ],
}
