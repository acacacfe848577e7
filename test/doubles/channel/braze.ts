import type { Answer } from "../server"
import { bearer, ok, type ToolDouble } from "./double"

const refuse = (status: number, message: string): Answer => ({ status, body: { message } })
const run = (kind: string, at: number) => ({
  id: `${kind}-${String(at).padStart(8, "0")}`,
  name: `${kind} ${at + 1}`,
  archived: at % 4 === 3,
  enabled: at % 4 === 0,
  draft: at % 4 === 2,
})
const held = {
  campaigns: Array.from({ length: 103 }, (_, at) => run("campaign", at)),
  canvas: Array.from({ length: 5 }, (_, at) => run("canvas", at)),
}
const pageSize = 100

export const brazeDouble: ToolDouble = {
  endpoint: "braze",
  scopes: ["campaigns.list", "campaigns.details", "canvas.list", "canvas.details"],
  make: () => crypto.randomUUID(),
  shown: bearer,
  answer({ method, path, query }, scopes) {
    if (!scopes) return refuse(401, "Invalid API key")
    const [, kind = "", what = ""] = /^\/(campaigns|canvas)\/(list|details)$/.exec(path) ?? []
    if (method !== "GET" || !kind) return refuse(404, "Page not found")
    // Of a permission that the key lacks, the list says what it says of an unknown key, and the details another word.
    if (!scopes.has(`${kind}.${what}`)) return what === "list" ? refuse(401, "Access denied") : refuse(403, "Access denied")
    const all = held[kind as keyof typeof held]
    if (what === "list") {
      const some = all.filter(({ archived }) => !archived || query.get("include_archived") === "true")
      const page = Number(query.get("page") ?? 0)
      const listed = some
        .slice(page * pageSize, (page + 1) * pageSize)
        .map(({ id, name }) => ({ id, name, tags: [], last_edited: "2026-01-01T00:00:00Z" }))
      return ok({ message: "success", [kind === "canvas" ? "canvases" : "campaigns"]: listed })
    }
    const one = all.find(({ id }) => id === query.get(kind === "canvas" ? "canvas_id" : "campaign_id"))
    return one ? ok({ message: "success", ...one }) : refuse(400, "unknown id")
  },
}
