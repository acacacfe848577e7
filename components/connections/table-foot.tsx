import { Pagination } from "@/components/ui/pagination"
import type { ConnectionPage } from "@/lib/connections/model"
import { type Asked, type ListPlace, withAsked } from "./address"

const sizes = [25, 50, 100]

export const totalWords = ({ total, more }: Pick<ConnectionPage, "total" | "more">) =>
  `${total.toLocaleString("en")}${more ? "+" : ""} ${total === 1 && !more ? "connection" : "connections"}`

export function TableFoot({ place, asked, page }: { place: ListPlace; asked: Asked; page: ConnectionPage }) {
  const size = Number(asked.size ?? 50)
  return (
    <Pagination
      range={`${page.rows.length} of ${totalWords(page)}`}
      previousHref={page.previous ? withAsked(place, asked, { before: page.previous }) : undefined}
      nextHref={page.next ? withAsked(place, asked, { after: page.next }) : undefined}
      sizes={sizes.map((one) => ({
        size: one,
        href: withAsked(place, asked, { size: one === 50 ? undefined : String(one) }),
        current: one === size,
      }))}
    />
  )
}
