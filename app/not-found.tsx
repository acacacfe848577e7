import { DeadEnd } from "@/components/ui/dead-end"

export const metadata = { title: "Not found" }

export default function NotFound() {
  return (
    <DeadEnd title="This page is not here" what="Nothing by this address">
      It was removed, its address changed, or it belongs to an organization that you are not in. Check the address, or start from Home and
      search there.
    </DeadEnd>
  )
}
