import { readiness } from "@/lib/overview/ready"

export const dynamic = "force-dynamic"

/** Whether this process can serve: its database answers and has every migration that this version brings. */
export async function GET(): Promise<Response> {
  const found = await readiness()
  return Response.json(found, { status: found.ready ? 200 : 503, headers: { "cache-control": "no-store" } })
}
