/** What the chart takes from the address. */
export const known = ["window", "granularity", "zone", "from", "to", "view"] as const
export type Asked = { zone: string } & Partial<Record<(typeof known)[number], string>>
