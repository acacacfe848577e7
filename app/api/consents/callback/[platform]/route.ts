import { AppError } from "@/lib/base/errors"
import { report } from "@/lib/base/log"
import { paths } from "@/lib/base/paths"
import { finishConsent } from "@/lib/consents/finish"
import { slugIn } from "@/lib/consents/state"
import { contextFor } from "@/lib/doors/context"

/**
 * A platform sends the browser here. It is a GET that writes: the cookie alone is not enough for it, for the state that this session was
 * given must come too. Whatever it brings, the browser is led to an address of ours that holds nothing of it.
 */
export async function GET(request: Request, { params }: { params: Promise<{ platform: string }> }): Promise<Response> {
  const said = Object.fromEntries(
    ["state", "code", "error", "iss"].map((name) => [name, new URL(request.url).searchParams.get(name) ?? ""]),
  )
  const state = said.state ?? ""
  const slug = slugIn(state)
  const { platform } = await params
  try {
    const {
      outcome,
      connectionId,
      again,
      use,
      entrance = "connection",
    } = await finishConsent(await contextFor(slug), { ...said, platform, state })
    if (connectionId && use) return lead(paths.newQuery(slug, { connection: connectionId }))
    if (connectionId)
      return lead(again || entrance === "connection" ? paths.connection(slug, connectionId) : paths.authorization(slug, connectionId))
    if (again) return lead(paths.signInAgain(slug, again, { consent: outcome }))
    const from = entrance === "connection" ? undefined : entrance
    return lead(paths.newConnection(slug, { platform, step: "access", destination: use, for: from, consent: outcome }))
  } catch (error) {
    if (!(error instanceof AppError)) report("consent.finish", error)
    else if (error.code === "unauthenticated") return lead(paths.signIn())
    return slug
      ? lead(paths.newConnection(slug, { consent: error instanceof AppError && error.code === "not_found" ? "unknown" : "failed" }))
      : lead(paths.start())
  }
}

const lead = (to: string) =>
  new Response(null, { status: 303, headers: { location: to, "cache-control": "no-store", "referrer-policy": "no-referrer" } })
