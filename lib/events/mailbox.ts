import "server-only"
import { times } from "@/lib/base/times"
import { ping, reset } from "./model"

const unread = 256
const pingEvery = 15 * times.second
const goneAfter = 2 * times.minute

export type Mailbox = { body: ReadableStream<Uint8Array>; send(text: string): void; end(lastWord?: string): void }

/** One browser's end of the stream. A reader slower than the news keeps nothing waiting here: it is told `reset` once it reads again. */
export function openMailbox(onEnd: () => void): Mailbox {
  const bytes = new TextEncoder()
  let controller!: ReadableStreamDefaultController<Uint8Array>
  let missed = false
  let lastRead = Date.now()
  let open = true

  const full = () => (controller.desiredSize ?? 0) <= 0
  const send = (text: string) => {
    if (!open) return
    if (full()) missed = true
    else controller.enqueue(bytes.encode(text))
  }
  const stop = () => {
    if (!open) return false
    open = false
    clearInterval(beating)
    onEnd()
    return true
  }
  const end = (lastWord?: string) => {
    if (!stop()) return
    if (lastWord) controller.enqueue(bytes.encode(lastWord))
    controller.close()
  }
  const beating = setInterval(() => (full() && Date.now() - lastRead > goneAfter ? end() : send(ping)), pingEvery)

  const body = new ReadableStream<Uint8Array>(
    {
      start: (made) => {
        controller = made
      },
      pull: () => {
        lastRead = Date.now()
        if (missed) {
          missed = false
          send(reset)
        }
      },
      cancel: () => {
        stop()
      },
    },
    { highWaterMark: unread },
  )
  send(ping)
  return { body, send, end }
}
