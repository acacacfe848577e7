/** Whether a text from outside is a moment as PostgreSQL writes it, of a day that there is: JavaScript would read the 30th of February too. */
export function isMoment(text: string): boolean {
  const [, day] = /^(\d{4}-\d\d-\d\d) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?[+-](?:0\d|1[0-5])(?::?[0-5]\d)?$/.exec(text) ?? []
  if (!day || day < "0001-01-01") return false
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}

const inUtc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/

/** A moment as PostgreSQL writes it, as ISO 8601 with milliseconds. A list has hundreds: what is in UTC already is only spelled anew. */
export function iso<T extends string | null>(moment: T): T {
  if (moment === null) return moment
  const [, day, time, fraction = ""] = inUtc.exec(moment) ?? []
  return (day ? `${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z` : new Date(moment).toISOString()) as T
}
