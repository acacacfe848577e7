import "server-only"
import type { Grant } from "../access/decide"
import type { AccessChange, Act, Principal } from "./model"
import type { Link, Scene } from "./scene"

export const sameGrant = (a: Pick<Grant, "principal" | "principalId">, b: Principal): boolean =>
  a.principal === b.principal && a.principalId === b.principalId

/** The access of a connection after a change. Pure: the preview and the act itself ask here. */
export function accessAfter<L extends Pick<Link, "visibility" | "grants">>(link: L, { visibility, add, remove }: AccessChange): L {
  const kept = link.grants.filter((grant) => ![...remove, ...add.map(({ to }) => to)].some((one) => sameGrant(grant, one)))
  const added = add.map(({ to, endsAt }): Grant => ({ principal: to.principal, principalId: to.principalId, endsAt }))
  return { ...link, visibility: visibility ?? link.visibility, grants: [...kept, ...added] }
}

/** The scene after the acts. Pure. */
export function sceneAfter(scene: Scene, acts: readonly Act[]): Scene {
  return acts.reduce(after, scene)
}

function after(scene: Scene, act: Act): Scene {
  switch (act.kind) {
    case "access":
      return changed(scene, act.connectionId, (link) => accessAfter(link, act.change))
    case "disconnect":
      return changed(scene, act.connectionId, (link) => ({ ...link, lifecycle: "disconnected" }))
    case "delete":
      return changed(scene, act.connectionId, (link) => ({ ...link, lifecycle: "deleted" }))
    case "give ownership":
      return changed(scene, act.connectionId, (link) => ({ ...link, ownerId: act.userId }))
    case "replace": {
      const moved = new Set(act.moves.map(({ kind, id }) => `${kind} ${id}`))
      const dependents = scene.dependents.map((one) =>
        one.connectionId === act.connectionId && moved.has(`${one.kind} ${one.id}`) ? { ...one, connectionId: act.by } : one,
      )
      return { ...scene, dependents }
    }
    case "member": {
      const people = new Map(scene.people)
      const somebody = people.get(act.userId)
      if (!act.becomes) people.delete(act.userId)
      else if (somebody) {
        const { role, seat, leaves, joins } = act.becomes
        const teamIds = [...somebody.teamIds.filter((id) => !leaves.includes(id)), ...joins]
        people.set(act.userId, { ...somebody, role: role ?? somebody.role, seat: seat ?? somebody.seat, teamIds })
      }
      return { ...scene, people }
    }
    case "remove team": {
      const links = [...scene.links].map(([id, link]) => [
        id,
        { ...link, grants: link.grants.filter(({ principal, principalId }) => principal !== "team" || principalId !== act.teamId) },
      ]) as [Link["id"], Link][]
      const people = [...scene.people].map(
        ([id, one]) => [id, { ...one, teamIds: one.teamIds.filter((team) => team !== act.teamId) }] as const,
      )
      return { ...scene, links: new Map(links), people: new Map(people) }
    }
  }
}

function changed(scene: Scene, id: Link["id"], change: (link: Link) => Link): Scene {
  const link = scene.links.get(id)
  return link ? { ...scene, links: new Map(scene.links).set(id, change(link)) } : scene
}
