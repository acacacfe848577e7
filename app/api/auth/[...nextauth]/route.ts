import { finishSingleSignOn, hasSingleSignOn } from "@/lib/doors/auth"

/** Only the identity provider's answer comes in here. Everything else about sign-in is a form of ours. */
export async function GET(request: Request, { params }: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const asked = (await params).nextauth.join("/")
  if (!hasSingleSignOn || asked !== "callback/oidc") return new Response(null, { status: 404 })
  return finishSingleSignOn(request)
}
