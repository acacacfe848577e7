import Link from "next/link"
import { Button } from "@/components/ui/button"
import { paths } from "@/lib/base/paths"
import { Gate } from "./gate"

/** For a link that was used, is too old, was taken back or was never ours: the same words, so that nobody can tell. */
export function LinkGone({ hint = "Ask whoever sent it for a new one, or sign in." }: { hint?: string }) {
  return (
    <Gate title="This link does not work any more" lead={`It was used already, taken back, or is too old. ${hint}`}>
      <Button asChild variant="primary">
        <Link href={paths.signIn()}>Go to sign-in</Link>
      </Button>
    </Gate>
  )
}
