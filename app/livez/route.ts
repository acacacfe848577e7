export const dynamic = "force-dynamic"

/** The process is up. Says nothing about what it needs. */
export const GET = () => Response.json({ live: true }, { headers: { "cache-control": "no-store" } })
