import "server-only"
import type { ChannelApi } from "../channel/api"
import { type Session, SourceError } from "../connector"

/** Google keeps an empty question waiting; nobody waits longer than this for the first message. */
const longestMs = 10_000
const looks = /^(projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/subscriptions\/)?[A-Za-z][\w.~+%-]{2,254}$/

type Received = {
  ackId?: unknown
  message?: { data?: unknown; messageId?: unknown; attributes?: Record<string, string>; publishTime?: unknown }
}

export function subscriptionPath(project: string, name: string): string {
  if (!looks.test(name))
    throw new SourceError(
      "missing",
      "This is no name of a subscription. Enter it as Google Cloud shows it, such as orders-to-patchbay.",
      "name",
    )
  return name.startsWith("projects/") ? name : `projects/${project}/subscriptions/${name}`
}

/** Messages that wait. They come again until they are acknowledged, and they are only when whoever took them has kept them. */
export const pullFrom =
  (api: ChannelApi, project: string): NonNullable<Session["pull"]> =>
  async (from, most, signal) => {
    const path = `/v1/${subscriptionPath(project, from)}`
    const enough = AbortSignal.timeout(longestMs)
    const asked = { path: `${path}:pull`, json: { maxMessages: most }, signal: AbortSignal.any([signal, enough]) }
    const { receivedMessages } = await api.json<{ receivedMessages?: Received[] }>(asked).catch((error: unknown) => {
      if (enough.aborted && !signal.aborted) return { receivedMessages: [] }
      throw error
    })
    const received = (Array.isArray(receivedMessages) ? receivedMessages : []).filter((one) => typeof one.message?.messageId === "string")
    const ackIds = received.map(({ ackId }) => String(ackId))
    return {
      messages: received.map(({ message }) => ({
        id: String(message?.messageId),
        payload: { data: contentOf(message?.data), attributes: message?.attributes ?? {}, publishedAt: String(message?.publishTime ?? "") },
      })),
      async taken() {
        if (ackIds.length > 0) await api.ask({ path: `${path}:acknowledge`, json: { ackIds }, signal })
      },
    }
  }

/** JSON where it is JSON, text where it is text, and otherwise as it came. */
function contentOf(data: unknown): unknown {
  if (typeof data !== "string") return null
  const text = Buffer.from(data, "base64").toString("utf8")
  if (text.includes("\uFFFD") || text.includes("\u0000")) return { base64: data }
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
