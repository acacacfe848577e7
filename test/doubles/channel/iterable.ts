import type { Answer } from "../server"
import { ok, random, type ToolDouble } from "./double"

const refuse = (status: number, code: string, msg: string): Answer => ({ status, body: { msg, code, params: null } })
const states = ["Running", "Recurring", "Draft", "Scheduled", "Finished", "Aborted"]
const campaigns = Array.from({ length: 2_003 }, (_, at) => ({
  id: 1_000 + at,
  name: `Campaign ${at + 1}`,
  campaignState: states[at % states.length],
  type: at % 2 ? "Triggered" : "Blast",
  messageMedium: "Email",
}))

export const iterableDouble: ToolDouble = {
  endpoint: "iterable",
  scopes: ["GET /api/campaigns"],
  make: () => random(32),
  shown: ({ headers }) => headers["api-key"] as string | undefined,
  answer({ method, path, query }, scopes) {
    if (!scopes) return refuse(401, "BadApiKey", "Invalid API key")
    if (`${method} ${path}` === "GET /api/channels")
      return ok({ channels: [{ id: 1, name: "Newsletter", channelType: "Marketing", messageMedium: "Email" }] })
    if (`${method} ${path}` !== "GET /api/campaigns") return refuse(404, "NotFound", "no such endpoint")
    if (!scopes.has("GET /api/campaigns")) return refuse(403, "Forbidden", "This key may not use this endpoint")
    const [page, size] = [Number(query.get("page") ?? 1), Number(query.get("pageSize") ?? 1_000)]
    if (size > 1_000) return refuse(400, "BadParams", "pageSize is at most 1000")
    const some = campaigns.slice((page - 1) * size, page * size)
    const more = page * size < campaigns.length
    return ok({
      campaigns: some,
      totalCampaignsCount: campaigns.length,
      ...(more ? { nextPageUrl: `/api/campaigns?page=${page + 1}&pageSize=${size}` } : {}),
    })
  },
}
