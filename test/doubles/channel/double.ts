import type { Endpoint } from "@/lib/connectors/endpoints"
import { type Answer, type Asked, serveDouble } from "../server"

/** What a tool answers, as its documentation says. */
export type ToolDouble = {
  /** Absent for one that is found by what a person enters. */
  endpoint?: Endpoint
  /** All that Patchbay asks a secret to be allowed. */
  scopes: readonly string[]
  /** A new secret, in the form that the tool gives them. */
  make(): string
  /** The secret that a request shows, or that it was signed with. */
  shown(asked: Asked, known: Iterable<string>): string | undefined
  /** `scopes` are those of the secret that was shown; undefined for one that the tool does not know. */
  answer(asked: Asked, scopes: ReadonlySet<string> | undefined): Answer | Promise<Answer>
}

/** One server for one tool: it knows the secrets that it made, and what each of them may do. */
export async function channelDouble(tool: ToolDouble, { port = 0 }: { port?: number } = {}) {
  const keys = new Map<string, Set<string>>()
  const server = await serveDouble((asked) => tool.answer(asked, keys.get(tool.shown(asked, keys.keys()) ?? "")), port)
  return {
    ...server,
    /** A secret that may do exactly this. */
    key(scopes: readonly string[] = tool.scopes, secret = tool.make()) {
      keys.set(secret, new Set(scopes))
      return secret
    },
    /** One that looks right and that the tool never made. */
    unknownKey: () => tool.make(),
    revoke: (secret: string) => keys.delete(secret),
    scopes: tool.scopes,
  }
}
export type ChannelDouble = Awaited<ReturnType<typeof channelDouble>>

export const random = (length: number) => crypto.randomUUID().replaceAll("-", "").repeat(2).slice(0, length)
export const bearer = ({ headers }: Asked) => /^Bearer (.+)$/.exec(String(headers.authorization ?? ""))?.[1]
export const ok = (body: unknown, headers: Record<string, string> = {}): Answer => ({ status: 200, body, headers })
export const asJson = <T>({ body }: Asked): T => JSON.parse(body.toString("utf8") || "{}") as T
