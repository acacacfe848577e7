import { redirect } from "next/navigation"
import { paths } from "@/lib/base/paths"

/** The panel opens on its first tab. */
export default async function PanelPage({ params }: { params: Promise<{ organization: string }> }) {
  redirect(paths.panel((await params).organization))
}
