type Query = Record<string, string | number | undefined>

const withQuery = (path: string, query?: Query) => {
  const entries = Object.entries(query ?? {}).flatMap(([key, value]) => (value === undefined || value === "" ? [] : [[key, String(value)]]))
  return entries.length ? `${path}?${new URLSearchParams(entries)}` : path
}

/** Every address of the console. The organization's slug stands first, so that a link says whose page it opens. */
export const paths = {
  signIn: (next?: string) => withQuery("/sign-in", { next }),
  welcome: (token: string) => `/welcome/${token}`,
  setUp: (token: string) => `/set-up/${token}`,
  invitation: (token: string) => `/invitation/${token}`,
  resetPassword: (token: string) => `/reset-password/${token}`,
  account: () => "/account",
  start: () => "/",
  home: (slug: string) => `/${slug}`,
  panel: (slug: string) => `/${slug}/panel/source-connections`,
  sourceConnections: (slug: string, query?: Query) => withQuery(`/${slug}/panel/source-connections`, query),
  panelTeams: (slug: string) => `/${slug}/panel/teams`,
  panelTeam: (slug: string, team: string) => `/${slug}/panel/teams/${team}`,
  panelMembers: (slug: string) => `/${slug}/panel/members`,
  panelClients: (slug: string) => `/${slug}/panel/client-accounts`,
  panelGeneral: (slug: string) => `/${slug}/panel/general`,
  catalog: (slug: string, query?: Query) => withQuery(`/${slug}/catalog`, query),
  platform: (slug: string, platform: string) => `/${slug}/catalog/${platform}`,
  platformGuide: (slug: string, platform: string) => `/${slug}/catalog/${platform}#set-up-guide`,
  connections: (slug: string, query?: Query) => withQuery(`/${slug}/connections`, query),
  newConnection: (slug: string, query?: Query) => withQuery(`/${slug}/connections/new`, query),
  connection: (slug: string, id: string) => `/${slug}/connections/${id}`,
  connectionAccess: (slug: string, id: string) => `/${slug}/connections/${id}/access`,
  connectionSchema: (slug: string, id: string, query?: Query) => withQuery(`/${slug}/connections/${id}/schema`, query),
  connectionChanges: (slug: string, id: string, query?: Query) => withQuery(`/${slug}/connections/${id}/changes`, query),
  connectionSettings: (slug: string, id: string) => `/${slug}/connections/${id}/settings`,
  reconnect: (slug: string, token: string) => `/${slug}/reconnect/${token}`,
  audiences: (slug: string, query?: Query) => withQuery(`/${slug}/audiences`, query),
  newAudience: (slug: string, query?: Query) => withQuery(`/${slug}/audiences/new`, query),
  audience: (slug: string, id: string) => `/${slug}/audiences/${id}`,
  audit: (slug: string, query?: Query) => withQuery(`/${slug}/audit`, query),
  help: (slug: string) => `/${slug}/help`,
  changelog: (slug: string) => `/${slug}/help/changelog`,
  api: {
    events: (slug: string) => `/api/events/${slug}`,
    connections: (slug: string, query?: Query) => withQuery(`/api/console/${slug}/connections`, query),
    connection: (slug: string, id: string) => `/api/console/${slug}/connections/${id}`,
    principals: (slug: string, id: string) => `/api/console/${slug}/connections/${id}/principals`,
    schema: (slug: string, id: string, query?: Query) => withQuery(`/api/console/${slug}/connections/${id}/schema`, query),
    myConnections: (slug: string, query?: Query) => withQuery(`/api/console/${slug}/my-connections`, query),
    usable: (slug: string) => `/api/console/${slug}/usable-connections`,
    count: (slug: string) => `/api/console/${slug}/audiences/count`,
    audit: (slug: string, query?: Query) => withQuery(`/api/console/${slug}/audit`, query),
    upload: (slug: string) => `/api/console/${slug}/files`,
  },
} as const
