// Introspection of 10,000 tables x 20 columns through each driver with a real engine behind it, against the fastest catalogue query that the
// platform's own client can do, in one run. PostgreSQL's is in bench:refresh. Run: npm run bench:introspect
import { setup, teardown } from "../test/setup"

await setup()
try {
  // Modules read their settings as they load: only now are there any.
  const { introspectRounds } = await import("./introspect-rounds")
  await introspectRounds()
} finally {
  await teardown()
}
process.exit(0)
