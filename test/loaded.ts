// Prints, as JSON, the packages that the worker has loaded when it stands ready, and then those that each driver adds. A program of its own,
// because what a process has loaded once stays loaded.
import { registerHooks } from "node:module"
import { manifests, type PlatformId } from "@/lib/connectors/manifests"

const loaded = new Set<string>()
registerHooks({
  load(url, context, next) {
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? []
    if (name) loaded.add(name)
    return next(url, context)
  },
})
await import("@/worker/handlers")
await import("@/worker/questions")
const ready = [...loaded]
const { driverOf } = await import("@/lib/connectors/drivers")
const added: Record<string, string[]> = {}
for (const id of Object.keys(manifests) as PlatformId[]) {
  const before = new Set(loaded)
  await driverOf(id)
  added[id] = [...loaded].filter((name) => !before.has(name))
}
console.log(JSON.stringify({ ready, added }))
process.exit(0)
