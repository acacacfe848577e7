import type { Socket } from "node:net"

/** Every request that leaves goes through here and is counted, whatever comes of it. It failed if it threw, or if `failed` says so of its answer. */
export type Meter = <T>(request: () => Promise<T>, failed?: (answer: T) => boolean) => Promise<T>

/** The only way out of the worker for a driver: a connected socket to an address that the egress guard allowed. */
export type Dial = {
  (host: string, port: number, signal?: AbortSignal): Promise<Socket>
  /** What counts the requests on this way. */
  meter?: Meter
}

/** What counts on this way out. Where nobody counts, such as in a test, a request is only made. */
export const meterOf = ({ meter = uncounted }: Dial): Meter => meter
const uncounted: Meter = (request) => request()

/** Whether anything answers there at all; a request of its own. */
export const knock = async (dial: Dial, host: string, port: number, signal: AbortSignal): Promise<void> =>
  void (await meterOf(dial)(() => dial(host, port, signal))).destroy()
