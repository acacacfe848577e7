import { findAudience } from "@/lib/audiences/find"
import { route } from "@/lib/doors/route"

export const GET = route(findAudience)
