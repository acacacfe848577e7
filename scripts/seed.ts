import { seedDemo } from "./demo"

/** Runs as a child of the launcher, with the web's environment and what it needs to know in DEMO. */
await seedDemo(JSON.parse(process.env.DEMO ?? "{}"))
process.exit(0)
