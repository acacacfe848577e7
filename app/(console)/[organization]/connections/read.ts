import "server-only"
import type { ListProps } from "@/components/connections/connection-list"
import { pack } from "@/components/packed"
import type { ConnectionPage } from "@/lib/connections/model"
import { manifests } from "@/lib/connectors/manifests"
import { read } from "@/lib/doors/read"
import { findFrame } from "@/lib/overview/frame"

/** A page of connections with what its filters offer. */
export async function packedWith(rows: Promise<ConnectionPage>): Promise<ListProps["read"]> {
  const [page, { teams }] = await Promise.all([rows, read(findFrame, {})])
  const sources = Object.values(manifests).map(({ id, name }) => ({ value: id, label: name }))
  return pack({ page, teams: teams.map(({ id, name }) => ({ id, name })), sources })
}
