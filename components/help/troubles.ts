import { inactiveAdvice, noTablesAdvice, refusedAdvice, stuckAdvice } from "../connections/words"

export type Trouble = { id: string; title: string; causes: readonly string[]; remedy: string }

/** What goes wrong most, with what to look at. A screen that meets one of these links to its entry by the id. */
export const troubles: readonly Trouble[] = [
  {
    id: "stuck",
    title: "A connection stays Processing for more than 15 minutes",
    causes: stuckAdvice,
    remedy:
      "Open the connection and press Re-check. When a banner says that background work has stopped, the checks go on by themselves once the worker runs again.",
  },
  {
    id: "inactive",
    title: "A connection turned Inactive",
    causes: inactiveAdvice,
    remedy:
      "Its owner gives the corrected credential, or grants what is missing and presses Re-check. Audiences on it stay and work again afterwards.",
  },
  {
    id: "no-tables",
    title: "Connected, and no tables are shown",
    causes: noTablesAdvice,
    remedy: "Grant reading or correct the schemas, then refresh the schema.",
  },
  {
    id: "authentication",
    title: "Authentication failed",
    causes: refusedAdvice,
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
