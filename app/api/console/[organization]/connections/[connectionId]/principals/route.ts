import { listPrincipals } from "@/lib/connections/list-principals"
import { route } from "@/lib/doors/route"

export const GET = route(listPrincipals)
