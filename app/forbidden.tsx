import { DeadEnd } from "@/components/ui/dead-end"

export const metadata = { title: "No access" }

export default function Forbidden() {
  return (
    <DeadEnd title="Your role does not open this page" what="Access is given by an administrator">
      Contact the organization administrator and say which page you need. An owner or an admin can change your role under Members.
    </DeadEnd>
  )
}
