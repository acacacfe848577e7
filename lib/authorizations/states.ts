// Apart from the model, so that the table in the browser need not carry the checks of every form.
/** As many as one page shows, and one check takes. */
export const mostChecked = 200

/** What the dashboard can be ordered by; `attention` is what is unhealthy or ends soon, and then the rest. */
export const authorizationSorts = [
  "attention",
  "label",
  "description",
  "provider",
  "method",
  "status",
  "checked",
  "expires",
  "jobs",
  "requests",
  "creator",
  "modified",
] as const
export type AuthorizationSort = (typeof authorizationSorts)[number]

/** A credential that ends within this many days is shown first. */
export const soonDays = 30
