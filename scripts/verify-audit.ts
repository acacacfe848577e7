import { visitAsWorker } from "./as-worker"

/** Walks the audit chain of every organization, with the worker's own rights. Ends with 1 if anything is wrong. */
await visitAsWorker("verify-audit", async (ctx) => {
  const { verifyAudit } = await import("@/lib/audit/verify")
  const { lines, head, faults } = await verifyAudit(ctx)
  console.log(
    `${ctx.organization.slug}: ${lines} lines, head ${head.seq} ${head.hash}${faults.length === 0 ? "" : `\n  ${faults.join("\n  ")}`}`,
  )
  if (faults.length > 0) process.exitCode = 1
})
