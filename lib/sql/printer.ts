import type { Column } from "../connectors/connector"

export type Unit = "days" | "hours"
/** Takes a value and gives back the dialect's placeholder for it. */
export type Bind = (value: string) => string

/** How one dialect says what a filter means. Every value comes as an already bound placeholder. */
export type Printer = {
  placeholder(position: number): string
  name(name: string): string
  table(schema: string, name: string): string
  /** The column as exact text: letters differ by case and accent, and spaces count. */
  text(column: Column): string
  textValue(bound: string): string
  /** The column as a text for people, whatever its type, cut after `most` characters. */
  cell(column: Column, most: number): string
  /** Makes plain what is special to LIKE, where the dialect's escape is not `!`. */
  likeText?(plain: string): string
  /** Whether a column that is no text holds nothing, where that is more than NULL. */
  none?(column: Column): string | undefined
  /** `LIKE` where `!` escapes, or what `likeText` says. */
  like(text: string, bound: string): string
  /** A number in the type in which the column should be compared. */
  number(bound: string, column: Column, text: string): string
  /** Midnight (UTC) of a day, comparable with the column; `later` days after it. */
  day(bound: string, column: Column, later: 0 | 1): string
  /** Now, as the column tells time. */
  now(column: Column): string
  /** So long before now. */
  ago(bound: string, column: Column, unit: Unit): string
}

/** The pattern of "contains" and "starts with": what is special to LIKE is made plain. */
export const likeText = (text: string): string => text.replace(/[!%_]/g, "!$&")
