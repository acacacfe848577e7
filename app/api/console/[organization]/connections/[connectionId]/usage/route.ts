import { route } from "@/lib/doors/route"
import { usageOf } from "@/lib/usage/find"

export const GET = route(usageOf)
