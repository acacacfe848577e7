import { route } from "@/lib/doors/route"
import { listNotices } from "@/lib/inbox/list"

export const GET = route(listNotices)
