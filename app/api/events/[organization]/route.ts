import { contextFor } from "@/lib/doors/context"
import { refuse } from "@/lib/doors/route"
import { streamOf } from "@/lib/events/stream"

export const dynamic = "force-dynamic"

const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" }

const number = (text: string | null) => (text && /^\d{1,15}$/.test(text) ? Number(text) : undefined)

/** The one stream that a browser holds open. It says when its page was drawn, and after a reconnect where it was: it hears what it missed. */
export async function GET(request: Request, { params }: { params: Promise<{ organization: string }> }): Promise<Response> {
  try {
    const { organization } = await params
    const asked = new URL(request.url).searchParams
    const after = number(request.headers.get("last-event-id") ?? asked.get("after"))
    const drawn = number(asked.get("drawn"))
    const since = after !== undefined ? { after } : drawn !== undefined ? { drawn } : undefined
    return new Response(await streamOf(await contextFor(organization), since, request.signal), { headers })
  } catch (error) {
    return refuse(error, "events")
  }
}
