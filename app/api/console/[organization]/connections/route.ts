import { listConnections } from "@/lib/connections/list"
import { route } from "@/lib/doors/route"

export const GET = route(listConnections)
