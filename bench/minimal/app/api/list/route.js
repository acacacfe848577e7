import { listed } from "../../listed"

export const dynamic = "force-dynamic"

export async function GET(request) {
  return Response.json(await listed(request.headers.get("cookie") ?? ""))
}
