import type { AuditFilter } from "@/lib/audit/model"

type Asked = Record<string, string | undefined>

/** The filter as it stands in the address, without the page one is on. */
export const addressOf = ({ q, actor, about, from, to }: AuditFilter): Asked => ({ q: q || undefined, actor, about, from, to })
