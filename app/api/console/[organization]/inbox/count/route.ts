import { route } from "@/lib/doors/route"
import { countNotices } from "@/lib/inbox/count"

export const GET = route(countNotices)
