import { googleAccounts } from "../google/accounts"
import type { Answer } from "../server"
import { asJson, ok, random, type ToolDouble } from "./double"

const refuse = (code: number, status: string): Answer => ({ status: code, body: { error: { code, status, message: "their words" } } })
type Message = { data: string; messageId: string; attributes: Record<string, string>; publishTime: string }

/** Cloud Pub/Sub with one subscription, behind Google's sign-in. A message comes again until it is acknowledged. */
export function googleCloudDouble() {
  const accounts = googleAccounts()
  const made = new Map<string, ReturnType<typeof accounts.account>>()
  const waiting = new Map<string, Message>()
  const double: ToolDouble = {
    endpoint: "google-pubsub",
    scopes: ["pubsub.subscriptions.consume"],
    make() {
      const account = accounts.account(`p${random(10)}@my-project-123.iam.gserviceaccount.com`)
      made.set(account.privateKey, account)
      return account.privateKey
    },
    shown(asked) {
      const who = accounts.identify(asked)
      return [...made.values()].find(({ clientEmail }) => clientEmail === who?.email)?.privateKey
    },
    answer(asked, scopes) {
      const signing = accounts.answer({ ...asked, path: asked.path.replace(/^\/-/, "") })
      if (signing) return signing
      if (!scopes) return refuse(401, "UNAUTHENTICATED")
      const [, name, deed] = /^\/v1\/projects\/my-project-123\/subscriptions\/([\w-]+):(\w+)$/.exec(asked.path) ?? []
      if (name !== "orders") return refuse(404, "NOT_FOUND")
      if (deed === "testIamPermissions")
        return ok({ permissions: asJson<{ permissions: string[] }>(asked).permissions.filter((one) => scopes.has(one)) })
      if (!scopes.has("pubsub.subscriptions.consume")) return refuse(403, "PERMISSION_DENIED")
      if (deed === "acknowledge") {
        for (const ackId of asJson<{ ackIds: string[] }>(asked).ackIds) waiting.delete(ackId)
        return ok({})
      }
      const { maxMessages } = asJson<{ maxMessages: number }>(asked)
      return ok({ receivedMessages: [...waiting].slice(0, maxMessages).map(([ackId, message]) => ({ ackId, message })) })
    },
  }
  return {
    double,
    keysOf: (secret: string) => made.get(secret),
    publish(content: string | Buffer, attributes: Record<string, string> = {}) {
      const messageId = random(16)
      const data = Buffer.from(content).toString("base64")
      waiting.set(`ack-${messageId}`, { data, messageId, attributes, publishTime: "2026-01-02T03:04:05Z" })
      return messageId
    },
    waiting,
  }
}
