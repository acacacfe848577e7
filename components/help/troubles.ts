export type Trouble = { id: string; title: string; causes: readonly string[]; remedy: string }

/** What goes wrong most, with what to look at. A screen that meets one of these links to its entry by the id. */
export const troubles: readonly Trouble[] = [
  {
    id: "stuck",
    title: "A connection stays Processing for more than 15 minutes",
    causes: [
      "The credentials: check user, password and the name of the database.",
      "The platform: check that it has no outage and accepts connections now.",
      "The network: check that its firewall and allow list admit the addresses that the connect form names.",
    ],
    remedy:
      "Open the connection and press Re-check. When a banner says that background work has stopped, the checks go on by themselves once the worker runs again.",
  },
  {
    id: "inactive",
    title: "A connection turned Inactive",
    causes: [
      "The credential expired, or was revoked or changed at the source.",
      "The source was moved, renamed or configured differently.",
      "A required permission was taken away; the connection names it with the statement that gives it back.",
    ],
    remedy:
      "Its owner gives the corrected credential, or grants what is missing and presses Re-check. Audiences on it stay and work again afterwards.",
  },
  {
    id: "no-tables",
    title: "Connected, and no tables are shown",
    causes: [
      "The user may sign in but not read: it needs SELECT on the tables.",
      "The wrong database or schema was named, or its spelling differs in capital letters.",
      "The schema is really empty.",
    ],
    remedy: "Grant reading or correct the schemas, then refresh the schema.",
  },
  {
    id: "authentication",
    title: "Authentication failed",
    causes: [
      "Wrong credentials: a mistyped password, an expired token, another key file.",
      "A wrong or missing name of the database, account or project.",
      "The user or service account is locked, or not allowed to sign in.",
    ],
    remedy:
      "Try the same user and password with the source's own client. Then give the corrected credential on the connection's page; the settings cannot change.",
  },
  {
    id: "platform",
    title: "A platform is not in the catalog",
    causes: [
      "There is no connector for it yet.",
      "Its connector is announced, and stands in the catalog as Coming soon.",
      "Connectivity is switched off for this organization.",
    ],
    remedy: "Search for it in the catalog and request it there.",
  },
]
