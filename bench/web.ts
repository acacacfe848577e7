// The connections list over HTTP against the smallest Next application that sends the same statements. Run: npm run bench:web
import { setup, teardown } from "../test/setup"

await setup()
try {
  // Modules read their settings as they load: only now are there any.
  const { webRounds } = await import("./web-rounds")
  await webRounds()
} finally {
  await teardown()
}
process.exit(0)
