import { listAccounts } from "@/lib/data-sources/accounts"
import { route } from "@/lib/doors/route"

export const GET = route(listAccounts)
