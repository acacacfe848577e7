import "server-only"
import { type ChannelApi, channelApi } from "../channel/api"
import { channelChecks } from "../channel/checks"
import { channelSession } from "../channel/session"
import { signedApi } from "../channel/signed"
import { type Dial, driver, type Keys } from "../connector"
import { endpointOf } from "../endpoints"
import { googleToken } from "../google/token"
import { httpClient } from "../http"
import { once } from "../steps"
import { googleCloud } from "./manifest"
import { pullFrom, subscriptionPath } from "./pull"

const platform = "https://www.googleapis.com/auth/cloud-platform"
const tool = { name: googleCloud.name, secret: "sign-in" }
type Known = Keys<(typeof googleCloud)["methods"]>
type Line = { dial: Dial; signal: AbortSignal; tool: typeof tool; base: string }

export default driver(googleCloud, {
  async open({ settings, keys, signal, dial }) {
    const { api, http } = lineOf(keys, { dial, signal, tool, base: endpointOf("google-pubsub") })
    const { project, subscription } = settings
    const wanted = googleCloud.permissions.map(({ name }) => name)
    const held = once(async () => {
      if (!subscription) return undefined
      const path = `/v1/${subscriptionPath(project, subscription)}:testIamPermissions`
      const { permissions } = await api.json<{ permissions?: unknown }>({ path, json: { permissions: wanted } })
      return new Set(Array.isArray(permissions) ? permissions.map(String) : [])
    })
    return channelSession({
      checks: () =>
        channelChecks({
          tool,
          reach: api.reach,
          // Without a subscription to try, the sign-in itself is all that can be asked.
          identify: async () => (subscription ? held() : api.ask({ path: `/v1/projects/${project}/subscriptions?pageSize=1` })),
          permissions: googleCloud.permissions,
          held: async (permission) => (keys.method === "service-account" ? ((await held())?.has(permission) ?? "unknown") : "unknown"),
          remedy: (permission) =>
            `gcloud pubsub subscriptions add-iam-policy-binding ${subscription ?? "{subscription}"} --project=${project} --role=roles/pubsub.subscriber (holds ${permission})`,
        }),
      ...(keys.method === "service-account" && { pull: pullFrom(api, project) }),
      async close() {
        http?.close()
        await api.close()
      },
    })
  },
})

function lineOf(keys: Known, line: Line): { api: ChannelApi; http?: ReturnType<typeof httpClient> } {
  if (keys.method === "oauth") return { api: signedApi({ ...line, signed: keys.signed }) }
  const http = httpClient(line.dial, { signal: line.signal })
  const token = googleToken(http, keys, [platform])
  return { http, api: channelApi({ ...line, headers: async () => ({ authorization: `Bearer ${await token.get()}` }) }) }
}
