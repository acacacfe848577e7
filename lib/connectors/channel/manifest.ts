import type { Manifest } from "../connector"

/** How a manifest of a tool speaks of itself where nothing was run against the tool. */
export const onlyADouble = (name: string) =>
  `Beta: tested against a double of ${name}'s interface that follows its documentation, not yet against ${name} itself`

export const makeTheKey = (secret: string): NonNullable<Manifest["scriptWords"]> => ({
  title: `Make the ${secret} like this`,
  lead: "With a dedicated account or app, read-only where the tool offers it, and with nothing but what is named here.",
})
