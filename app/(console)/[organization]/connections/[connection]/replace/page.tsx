import { forbidden } from "next/navigation"
import { ReplacePage } from "@/components/replacements/replace-page"
import { idOf } from "@/lib/base/ids"
import { read } from "@/lib/doors/read"
import { listCandidates, previewReplacement } from "@/lib/replacements/candidates"
import { listReplacements } from "@/lib/replacements/undo"
import { previewImpactAction } from "../../../actions"
import { previewReplacementAction, replaceConnectionAction, undoReplacementAction } from "../../actions"
import { connectionInAddress } from "../find"

type Props = { params: Promise<{ organization: string; connection: string }>; searchParams: Promise<{ by?: string }> }

export const generateMetadata = async ({ params }: Props) => ({
  title: `Replace · ${(await connectionInAddress((await params).connection)).name}`,
})

export default async function Replace({ params, searchParams }: Props) {
  const { organization: slug, connection: id } = await params
  const connection = await connectionInAddress(id)
  if (!connection.may.replace) forbidden()
  const connectionId = connection.id
  const [candidates, done] = await Promise.all([read(listCandidates, { connectionId }), read(listReplacements, { connectionId })])
  const by = idOf("con").safeParse((await searchParams).by).data
  const chosen = candidates.find((one) => one.id === by)
  const fits = chosen && (await read(previewReplacement, { connectionId, by: chosen.id }))
  const actions = {
    preview: previewImpactAction,
    fits: previewReplacementAction,
    replace: replaceConnectionAction,
    undo: undoReplacementAction,
  }
  return <ReplacePage key={by} {...{ slug, connection, candidates, chosen, done, actions }} initial={fits} />
}
