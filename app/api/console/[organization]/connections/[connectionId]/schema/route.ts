import { route } from "@/lib/doors/route"
import { browseSchema } from "@/lib/schemas/browse"

export const GET = route(browseSchema)
