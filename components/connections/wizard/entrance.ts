import { may, type Role } from "@/lib/access/permissions"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"

/** One wizard with several entrances. Each has the words of the page from which one came, and leads back there. */
export type Entrance = {
  title: string
  provider: string
  choose: string
  name: string
  unnamed: string
  thing: string
  /** Not everybody has the dashboard. */
  from: (slug: string, role: Role) => { label: string; href: string }
  done: (slug: string, id: ConnectionId) => string
}

const connection: Entrance = {
  title: "New Source Connection",
  provider: "Source",
  choose: "Select your data cloud",
  name: "Name",
  unnamed: "Give the connection a name.",
  thing: "connection",
  from: (slug) => ({ label: "Catalog", href: paths.catalog(slug) }),
  done: paths.connection,
}
const authorization: Entrance = {
  title: "New authorization",
  provider: "Provider",
  choose: "Choose the provider",
  name: "Label",
  unnamed: "Give the authorization a label.",
  thing: "authorization",
  from: (slug, role) =>
    may(role, "authorization.list")
      ? { label: "Authorizations", href: paths.authorizations(slug) }
      : { label: "Connections", href: paths.connections(slug) },
  done: paths.authorization,
}
/** Opened in a tab of its own: the job waits in the first one. */
const job: Entrance = { ...authorization, from: (slug) => ({ label: "Jobs", href: paths.jobs(slug) }), done: paths.jobAuthorized }
const entrances = { connection, authorization, job } satisfies Record<string, Entrance>
export type EntranceName = keyof typeof entrances

/** What stands in the address as `for`; the catalog's own when it says nothing that is known. */
export const entranceIn = (asked: string | undefined): EntranceName => (asked === "authorization" || asked === "job" ? asked : "connection")
export const entranceOf = (name: EntranceName): Entrance => entrances[name]
