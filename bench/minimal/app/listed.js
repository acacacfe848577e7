import { createHash } from "node:crypto"
import postgres from "postgres"

// The statements are the ones that Patchbay sends, written down by bench/web.ts: session, person in the organization, page of the list.
const { BENCH_DATABASE_URL, BENCH_STATEMENTS } = process.env
const kept = globalThis
const pool = () => {
  kept.pool ??= postgres(BENCH_DATABASE_URL, { max: 20, onnotice() {} })
  return kept.pool
}

const within = (organization, user, text, values) =>
  pool().begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organization}, true), set_config('app.user_id', ${user}, true)`
    return tx.unsafe(text, values, { prepare: true })
  })

export async function listed(cookie) {
  const token = /(?:^|; )bench=([^;]+)/.exec(cookie)?.[1] ?? ""
  const { session, person, list } = JSON.parse(BENCH_STATEMENTS)
  const hash = createHash("sha256").update(token).digest("base64url")
  const [found] = await pool().unsafe(session.text, [hash, ...session.values], { prepare: true })
  if (!found) throw new Error("no session")
  const [who] = await within("", found.user_id, person.text, [found.user_id, ...person.values])
  if (!who) throw new Error("nobody")
  return within(who.id, found.user_id, list.text, list.values)
}
