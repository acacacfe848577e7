import { connectionDetail } from "@/lib/connections/detail"
import { route } from "@/lib/doors/route"

export const GET = route(connectionDetail)
