import type * as z from "zod"
import type { Id } from "../base/ids"

export type Job<S extends z.ZodType = z.ZodType> = { name: string; payload: S }

/** A promise of work: a name and the shape of what it is about. */
export const defineJob = <S extends z.ZodType>(name: string, payload: S): Job<S> => ({ name, payload })

/** How a promise travels: always with its organization. */
export type Envelope<T> = { organizationId: Id<"org">; payload: T }
