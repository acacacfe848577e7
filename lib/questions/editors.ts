import "server-only"
import { AppError } from "@/lib/base/errors"

type Flight = { abort: AbortController; settled: Promise<void> }

/** Lets one question of an editor fly at a time: a new one cancels the older and waits until the source has let go of it. */
export function newestOnly() {
  const flights = new Map<string, Flight>()
  return async <T>(editor: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const older = flights.get(editor)
    older?.abort.abort(new AppError("conflict", "A newer count took the place of this one."))
    const abort = new AbortController()
    const either = AbortSignal.any([signal, abort.signal])
    const flight = (async () => {
      await older?.settled
      either.throwIfAborted()
      return work(either)
    })()
    const settled = flight.then(
      () => {},
      () => {},
    )
    const mine: Flight = { abort, settled }
    flights.set(editor, mine)
    void settled.then(() => flights.get(editor) === mine && flights.delete(editor))
    return flight
  }
}
