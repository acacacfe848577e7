import { countAudience } from "@/lib/audiences/count"
import { question } from "@/lib/doors/question"

export const POST = question(countAudience)
