import { ArrowDown, ArrowUp } from "lucide-react"
import Link from "next/link"
import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"
import { ScrollRegion } from "./scroll-region"

type TableProps = Omit<ComponentProps<"table">, "title"> & {
  /** What the rows are. Read aloud; shown only if asked for. */
  caption: string
  captionShown?: boolean
  density?: "normal" | "compact"
  /** On a phone: labelled rows, or the table itself in a region that scrolls. */
  narrow?: "stack" | "scroll"
}

export function Table({
  caption,
  captionShown,
  density = "normal",
  narrow = "stack",
  className,
  children,
  role = "table",
  ...props
}: TableProps) {
  return (
    <ScrollRegion label={caption} className="rounded-lg border border-border bg-card">
      <table
        data-slot="table"
        data-density={density}
        data-stack={narrow === "stack" || undefined}
        // Said aloud because a stacked table is no table to every browser.
        role={role}
        className={cn("group/table w-full border-separate border-spacing-0 text-left", className)}
        {...props}
      >
        <caption className={captionShown ? "px-3 py-2.5 text-left font-semibold text-md" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </ScrollRegion>
  )
}

export function TableHead({ className, role = "rowgroup", children, ...props }: ComponentProps<"thead">) {
  return (
    <thead data-slot="table-head" role={role} className={cn("sticky top-(--table-top,0px) z-10", className)} {...props}>
      <tr>{children}</tr>
    </thead>
  )
}

export function TableBody({ role = "rowgroup", ...props }: ComponentProps<"tbody">) {
  return <tbody data-slot="table-body" role={role} {...props} />
}

export type Sort = { href: string; direction?: "ascending" | "descending" }

type HeadCellProps = Omit<ComponentProps<"th">, "align"> & { sort?: Sort; align?: "start" | "end" }

export function HeadCell({ sort, align = "start", className, children, ...props }: HeadCellProps) {
  const Arrow = sort?.direction === "descending" ? ArrowDown : ArrowUp
  return (
    <th
      data-slot="head-cell"
      scope="col"
      aria-sort={sort?.direction}
      className={cn(
        "h-8.5 whitespace-nowrap border-border border-b bg-muted px-3 font-medium text-muted-foreground text-xs first:sticky first:left-0 first:z-[1] first:rounded-tl-lg last:rounded-tr-lg",
        align === "end" && "text-right",
        className,
      )}
      {...props}
    >
      {sort ? (
        <Link
          href={sort.href}
          scroll={false}
          prefetch={false}
          className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-foreground"
        >
          {children}
          {sort.direction && <Arrow aria-hidden="true" className="size-3.5" />}
        </Link>
      ) : (
        children
      )}
    </th>
  )
}

export function Row({ selected, className, role = "row", ...props }: ComponentProps<"tr"> & { selected?: boolean }) {
  return <tr role={role} aria-selected={selected || undefined} className={cn("row", className)} {...props} />
}

/** The place of rows that are drawn in a moment (`useScreenful`): what stands under the table does not jump. */
export const RowsToCome = ({ count }: { count: number }) =>
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a table takes no focus
  count > 0 && <tr aria-hidden="true" className="max-md:hidden" style={{ height: `${count * 2.75}rem` }} />

type CellProps = Omit<ComponentProps<"td">, "align"> & {
  /** The column's name, shown beside the value where rows are stacked. */
  label?: string
  align?: "start" | "end"
}

export function Cell({ label, align = "start", className, role = "cell", ...props }: CellProps) {
  return <td role={role} data-label={label} className={cn("cell", align === "end" && "text-right", className)} {...props} />
}

type NameCellProps = Omit<ComponentProps<"th">, "children"> & {
  name: string
  href?: string
  /** A plain link: the table itself hears the press (`useRowKeys`). For tables of many rows. */
  plain?: boolean
  /** A host, a path, an address: small, in mono, under the name. */
  locator?: string
  lead?: ReactNode
  children?: ReactNode
}

/** The first cell of a row: what it is called, and the link that opens it. */
export function NameCell({ name, href, plain, locator, lead, className, children, role = "rowheader", ...props }: NameCellProps) {
  const Opening = plain ? "a" : Link
  const words = (
    <div className="min-w-0 max-w-80">
      {href ? (
        <Opening href={href} title={name} className="name name-link">
          <bdi>{name}</bdi>
        </Opening>
      ) : (
        <span title={name} className="name">
          <bdi>{name}</bdi>
        </span>
      )}
      {locator && (
        <span title={locator} className="locator">
          <bdi>{locator}</bdi>
        </span>
      )}
      {children}
    </div>
  )
  return (
    <th scope="row" role={role} className={cn("cell name-cell", className)} {...props}>
      {lead ? (
        <div className="flex min-w-0 items-center gap-2.5">
          {lead}
          {words}
        </div>
      ) : (
        words
      )}
    </th>
  )
}
