import { listUsableConnections } from "@/lib/connections/list-usable"
import { route } from "@/lib/doors/route"

export const GET = route(listUsableConnections)
