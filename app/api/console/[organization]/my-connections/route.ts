import { listMyConnections } from "@/lib/connections/list-mine"
import { route } from "@/lib/doors/route"

export const GET = route(listMyConnections)
