import { NothingByAddress } from "@/components/members/refusals"

export const metadata = { title: "Not found" }

export default function NotFound() {
  return <NothingByAddress />
}
