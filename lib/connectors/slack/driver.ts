import "server-only"
import { channelApi } from "../channel/api"
import { channelChecks } from "../channel/checks"
import { channelSession } from "../channel/session"
import { asText, type Item } from "../channel/values"
import { driver, SourceError } from "../connector"
import { endpointOf } from "../endpoints"
import { jsonOf } from "../http"
import { once } from "../steps"
import { slackRefusal } from "./errors"
import { slack } from "./manifest"

const tool = { name: slack.name, secret: "token" }

export default driver(slack, {
  async open({ keys, signal, dial }) {
    const api = channelApi({
      dial,
      signal,
      tool,
      base: endpointOf("slack"),
      headers: () => ({ authorization: `Bearer ${keys.token}`, "content-type": "application/x-www-form-urlencoded" }),
    })

    /** Slack answers everything with 200; whether it is a refusal stands in `ok`. */
    async function call(method: string, asked: Record<string, string> = {}, own?: AbortSignal) {
      const reply = await api.ask({ path: `/${method}`, body: new URLSearchParams(asked).toString(), ...(own ? { signal: own } : {}) })
      const said = jsonOf<Item | null>(reply)
      if (said?.ok !== true) throw slackRefusal(tool, said?.error)
      return { said, headers: reply.headers }
    }
    const scopes = once(async () => {
      const { headers } = await call("auth.test")
      return new Set(
        String(headers["x-oauth-scopes"] ?? "")
          .split(",")
          .map((scope) => scope.trim())
          .filter(Boolean),
      )
    })
    const needed = new Set<string>(slack.permissions.map(({ name }) => name))

    async function member(email: string, own: AbortSignal): Promise<Item | undefined> {
      try {
        return (await call("users.lookupByEmail", { email }, own)).said.user as Item
      } catch (error) {
        if (error instanceof SourceError && error.code === "no-member") return undefined
        throw error
      }
    }

    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          identify: scopes,
          permissions: slack.permissions,
          held: async (scope) => (await scopes()).has(scope),
          remedy: (scope) =>
            `api.slack.com/apps, the app, OAuth & Permissions, Scopes: add ${scope}, and reinstall the app to the workspace`,
          others: async () => [...(await scopes())].filter((scope) => !needed.has(scope)),
        }),
      async contacts(emails, properties, own) {
        const found: { email: string; properties: Record<string, string | null> }[] = []
        // One after the other: Slack counts these questions by the minute.
        for (const email of emails) {
          const user = await member(email, own)
          const profile = user?.profile as Item | undefined
          if (user)
            found.push({ email, properties: Object.fromEntries(properties.map((name) => [name, asText(profile?.[name] ?? user[name])])) })
        }
        return found
      },
      close: api.close,
    })
  },
})
