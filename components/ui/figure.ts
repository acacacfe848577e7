/** A number as people read it. */
export const figure = (value: number) => value.toLocaleString("en-US")

export const counted = (count: number, one: string, many = `${one}s`) => `${figure(count)} ${count === 1 ? one : many}`
