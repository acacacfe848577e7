import { contextFor } from "@/lib/doors/context"
import { refuse } from "@/lib/doors/route"
import { streamOf } from "@/lib/events/stream"

export const dynamic = "force-dynamic"

const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" }

/** The one stream that a browser holds open. After a reconnect it says where it was, and hears what it missed. */
export async function GET(request: Request, { params }: { params: Promise<{ organization: string }> }): Promise<Response> {
  try {
    const { organization } = await params
    const asked = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after")
    const after = asked && /^\d{1,15}$/.test(asked) ? Number(asked) : undefined
    return new Response(await streamOf(await contextFor(organization), after, request.signal), { headers })
  } catch (error) {
    return refuse(error, "events")
  }
}
