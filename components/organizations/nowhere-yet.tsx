import { Gate } from "@/components/accounts/gate"
import { Button } from "@/components/ui/button"

/** Signed in, and a member of nothing: removed, or not invited yet. */
export function NowhereYet({ signOut }: { signOut: () => Promise<void> }) {
  return (
    <Gate
      title="You are in no organization"
      lead="Ask an owner or admin of your organization for an invitation, then open the link that they send you."
    >
      <form action={signOut}>
        <Button type="submit">Sign out</Button>
      </form>
    </Gate>
  )
}
