import { AskAKeeper } from "@/components/members/refusals"

export const metadata = { title: "No access" }

export default function Forbidden() {
  return <AskAKeeper />
}
