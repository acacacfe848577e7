import "server-only"
import type { Context } from "@/lib/access/context"
import type { Claim } from "./claim"
import type { Found } from "./standing"

/** Somebody paused the job while it ran. */
export class Stopped extends Error {
  override name = "Stopped"
}

/** All that a run works with. `checkpoint` stands between two batches, and throws when the run should stop there. */
export type Work = { ctx: Context; job: Found; claim: Claim; signal: AbortSignal; checkpoint(): void }
