import { useSyncExternalStore } from "react"

const never = () => () => {}

/**
 * What a screen shows of many rows, until the page is alive; then all of them. The server need not draw, nor the browser take over, what
 * nobody can have scrolled to yet.
 */
export function useScreenful<T>(rows: readonly T[], most = 12): { shown: readonly T[]; rest: number } {
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return alive || rows.length <= most ? { shown: rows, rest: 0 } : { shown: rows.slice(0, most), rest: rows.length - most }
}
