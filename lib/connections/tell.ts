import "server-only"
import { type Context, personOf } from "@/lib/access/context"
import { decide } from "@/lib/access/decide"
import { now } from "@/lib/base/clock"
import type { ConnectionId, UserId } from "@/lib/base/ids"
import { sceneOf } from "@/lib/impact/scene"
import { keepersOf, type News, notify } from "@/lib/notices/notify"
import type { Connection } from "./find"

type Told = Pick<Connection, "id" | "name" | "ownerId">

/** Whoever made something that leans on it and may know of it, apart from those who are told as its owner or keepers. */
async function makersOn(ctx: Context, id: ConnectionId, apart: readonly UserId[]): Promise<UserId[]> {
  const { dependents, people, links } = await sceneOf(ctx, [{ kind: "disconnect", connectionId: id }])
  const link = links.get(id)
  const makers = new Set(dependents.filter(({ organizationId }) => organizationId === ctx.organizationId).map(({ createdBy }) => createdBy))
  return [...makers].filter((maker) => {
    const person = people.get(maker)
    return !apart.includes(maker) && person !== undefined && link !== undefined && decide(person, "view", link, now()).allowed
  })
}

/** One change, told in two voices: to those who can act on it with its reason, to those who use it with what it means for them. */
export async function tell(
  ctx: Context,
  { id, ownerId }: Told,
  change: string,
  news: { keepers: Omit<News, "once">; users?: Omit<News, "once">; but?: UserId },
): Promise<void> {
  const once = `${change} ${id} ${now().toISOString()}`
  const about = { path: `connections/${id}`, connectionId: id }
  const keepers = [...new Set([ownerId, ...(await keepersOf(ctx))])]
  await notify(
    ctx,
    keepers.filter((one) => one !== news.but),
    { ...about, ...news.keepers, once },
  )
  if (!news.users) return
  const users = await makersOn(ctx, id, keepers)
  await notify(
    ctx,
    users.filter((one) => one !== news.but),
    { ...about, ...news.users, once },
  )
}

/** Told by the person who did it; call it while the grants still stand. */
export async function tellDisconnected(ctx: Context, connection: Told): Promise<void> {
  const { userId, name: by } = personOf(ctx)
  const { name } = connection
  await tell(ctx, connection, "disconnected", {
    but: userId,
    keepers: {
      tone: "warn",
      title: `${name} was disconnected by ${by}.`,
      body: "What leans on it has stopped. It can be restored within 30 days.",
    },
    users: {
      tone: "bad",
      title: `${name} cannot be used any more.`,
      body: `${by} disconnected it. What you made on it has stopped and is kept; it goes on when the connection is restored.`,
    },
  })
}

/** The same for what goes for good in one act: there is no page left to open, and nothing to restore. */
export async function tellDeleted(ctx: Context, connection: Told): Promise<void> {
  const { userId, name: by } = personOf(ctx)
  const { name } = connection
  await tell(ctx, connection, "deleted", {
    but: userId,
    keepers: {
      tone: "warn",
      title: `${name} was deleted by ${by}.`,
      body: "Its credentials are destroyed. What leaned on it has stopped and is kept.",
      path: "authorizations",
    },
    users: {
      tone: "bad",
      title: `${name} cannot be used any more.`,
      body: `${by} deleted it. What you made on it has stopped and is kept. Choose another connection for it.`,
      path: undefined,
    },
  })
}
