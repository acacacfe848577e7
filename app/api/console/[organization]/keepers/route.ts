import { route } from "@/lib/doors/route"
import { listKeepers } from "@/lib/members/keepers"

export const GET = route(listKeepers)
