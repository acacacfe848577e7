import type { ReactNode } from "react"
import { Cell, HeadCell } from "@/components/ui/table"

type Props = { checked: boolean; onToggle: () => void }

/** The browser's own box: there is one in every row. */
export const PickCell = ({ name, checked, onToggle }: Props & { name: string }) => (
  <Cell className="pick">
    <label>
      <input type="checkbox" aria-label={`Select ${name}`} checked={checked} onChange={onToggle} />
    </label>
  </Cell>
)

type PageProps = Props & { some: boolean }

export const PickPage = (props: PageProps) => (
  <HeadCell className="pick">
    <PageBox {...props} />
  </HeadCell>
)

/** With words beside it where the table has no head: on a phone. */
export const PageBox = ({ checked, some, onToggle, children }: PageProps & { children?: ReactNode }) => (
  <label>
    <input
      type="checkbox"
      aria-label="Select all on this page"
      checked={checked}
      onChange={onToggle}
      ref={(box) => {
        if (box) box.indeterminate = some
      }}
    />
    {children}
  </label>
)
