// The chart of an authorization among 1,000 with two years of hours each (17.5 million rows), against a bare range scan of the same rows into
// the same buckets; and what counting adds to a request. Run: npm run bench:usage
import { setup, teardown } from "../test/setup"

await setup()
try {
  // Modules read their settings as they load: only now are there any.
  const { usageRounds } = await import("./usage-rounds")
  await usageRounds()
} finally {
  await teardown()
}
process.exit(0)
