// Refresh of a schema of 10,000 tables x 20 columns against psql copying the same catalogue, in one run. Run: npm run bench:refresh
import { setup, teardown } from "../test/setup"

await setup()
try {
  // Modules read their settings as they load: only now are there any.
  const { refreshRounds } = await import("./refresh-rounds")
  await refreshRounds()
} finally {
  await teardown()
}
process.exit(0)
