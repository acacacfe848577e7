import { join } from "node:path"
import { visitAsWorker } from "./as-worker"

/**
 * Makes a new vault key, seals every credential again under it and forgets older keys that nothing refers to any more. Patchbay may run
 * meanwhile: both processes read the keyring at each use. The key before stays until the next rotation, because something may be on its
 * way under it. Broken off, it can be run again.
 */
const { addKey, dropKey, readKeyring } = await import("@/lib/vault/keys")
const { referencesTo, resealCredentials } = await import("@/lib/vault/rotate")

let before: string | undefined
await visitAsWorker(
  "rotate-keys",
  async (ctx, home) => {
    const dir = join(home, "keys")
    if (!before) {
      before = (await readKeyring(join(dir, "private.json"))).active
      await addKey(dir)
    }
    const { sealed, unopened } = await resealCredentials(ctx)
    console.log(
      `${ctx.organization.slug}: ${sealed} credentials sealed again${unopened > 0 ? `, ${unopened} could not be opened and were left` : ""}`,
    )
    if (unopened > 0) process.exitCode = 1
  },
  async (visited, home) => {
    const dir = join(home, "keys")
    const { active, keys } = await readKeyring(join(dir, "private.json"))
    for (const id of Object.keys(keys).filter((id) => id !== active && id !== before)) {
      let references = 0
      for (const ctx of visited) references += await referencesTo(ctx, id)
      if (references === 0) await dropKey(dir, id)
      console.log(references === 0 ? `key ${id} dropped` : `key ${id} kept: ${references} credentials still need it`)
    }
    console.log(`active key ${active}, the one before ${before}`)
  },
)
