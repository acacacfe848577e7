// First-load JavaScript on the wire, as a real browser loads it from a production build. Run: npm run bench:bundle
import { setup, teardown } from "../test/setup"

await setup()
try {
  // Modules read their settings as they load: only now are there any.
  const { weigh } = await import("./bundle-weigh")
  await weigh()
} finally {
  await teardown()
}
process.exit(0)
