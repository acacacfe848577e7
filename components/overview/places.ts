import type { Command } from "@/components/frame/command-palette"
import type { RailSection } from "@/components/frame/rail"
import { type MemberRole, may } from "@/lib/access/permissions"
import { paths } from "@/lib/base/paths"

/** Where a person of this role can go. What a role never opens is absent. */
export function placesFor(slug: string, role: MemberRole): RailSection[] {
  const keeps = may(role, "connection.list")
  return [
    {
      items: [
        { label: "Home", href: paths.home(slug), icon: "home", exact: true },
        { label: "Audiences", href: paths.audiences(slug), icon: "people" },
      ],
    },
    {
      title: "Connectivity",
      items: [
        { label: "Catalog", href: paths.catalog(slug), icon: "grid" },
        { label: "Connections", href: paths.connections(slug), icon: "plug" },
        { label: "Queries", href: paths.queries(slug), icon: "query" },
        { label: "Data sources", href: paths.dataSources(slug), icon: "nodes" },
      ],
    },
    {
      title: "Security",
      items: [
        ...(keeps ? [{ label: "Authorizations", href: paths.authorizations(slug), icon: "key" }] : []),
        { label: "Jobs", href: paths.jobs(slug), icon: "timer" },
        ...(keeps ? [{ label: "Audit log", href: paths.audit(slug), icon: "log" }] : []),
      ],
    },
    ...(keeps
      ? [{ title: "Settings", items: [{ label: "Organization Management Panel", href: `/${slug}/panel`, icon: "settings" }] }]
      : []),
    { title: "Support", items: [{ label: "Help", href: paths.help(slug), icon: "help" }] },
  ]
}

export function commandsFor(slug: string, role: MemberRole, mayConnect: boolean): Command[] {
  const places = placesFor(slug, role).flatMap(({ items }) => items)
  const keeps = may(role, "connection.list")
  const panel = [
    { label: "Source Connections", href: paths.sourceConnections(slug) },
    { label: "Teams", href: paths.panelTeams(slug) },
    { label: "Members", href: paths.panelMembers(slug) },
    { label: "General settings", href: paths.panelGeneral(slug) },
  ]
  const acts = [
    ...(mayConnect ? [{ label: "New connection", href: paths.newConnection(slug) }] : []),
    { label: "New audience", href: paths.newAudience(slug) },
    { label: "New query", href: paths.newQuery(slug) },
    { label: "New job", href: paths.newJob(slug) },
    { label: "Add data source", href: paths.newDataSource(slug) },
  ]
  return [
    ...acts.map(({ label, href }) => ({ id: href, group: "Make", label, href })),
    ...places.map(({ label, href }) => ({ id: href, group: "Go to", label, href })),
    ...(keeps ? panel.map(({ label, href }) => ({ id: `${href}#panel`, group: "Panel", label, href })) : []),
    { id: paths.inbox(slug), group: "Go to", label: "Inbox", href: paths.inbox(slug) },
    { id: paths.changelog(slug), group: "Go to", label: "Changelog", href: paths.changelog(slug) },
    { id: paths.account(), group: "Go to", label: "Your account", href: paths.account() },
  ]
}
