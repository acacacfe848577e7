/** Where the requests of a client of AWS are counted: beneath its own repeats, each of which is a request. */
export const beneathRepeats = { step: "deserialize", priority: "low", name: "counted" } as const

export const isRefusal = ({ response }: { response: unknown }): boolean => Number((response as { statusCode?: unknown }).statusCode) >= 400
