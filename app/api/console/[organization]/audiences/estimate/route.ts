import { estimateAudience } from "@/lib/audiences/estimate"
import { question } from "@/lib/doors/question"

export const POST = question(estimateAudience)
