import type { Dial, Meter } from "./connector"

/** What counts on this way out. Where nobody counts, such as in a test, a request is only made. */
export const meterOf = ({ meter = uncounted }: Dial): Meter => meter
const uncounted: Meter = (request) => request()

/** Whether anything answers there at all; a request of its own. */
export const knock = async (dial: Dial, host: string, port: number, signal: AbortSignal): Promise<void> =>
  void (await meterOf(dial)(() => dial(host, port, signal))).destroy()
