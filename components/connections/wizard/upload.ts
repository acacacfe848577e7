import type { Failure, Result } from "@/lib/base/errors"
import { paths } from "@/lib/base/paths"

type Uploaded = { id: string; name: string; bytes: number }
/** `answer` is nothing when it was stopped. */
export type Upload = { answer: Promise<Result<Uploaded> | undefined>; stop: () => void }

const lost: Failure = {
  code: "unavailable",
  message: "The upload was interrupted. Check your network, then upload the file again.",
  fields: {},
}

/** Sends a file as it is. Only this old way of asking tells how much of it has left. */
export function upload(slug: string, file: File, onProgress: (done: number, of: number) => void): Upload {
  const request = new XMLHttpRequest()
  const answer = new Promise<Result<Uploaded> | undefined>((resolve) => {
    request.open("POST", `${paths.api.upload(slug)}?${new URLSearchParams({ name: file.name })}`)
    request.responseType = "json"
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total)
    request.onload = () => resolve(resultOf(request))
    request.onerror = () => resolve({ ok: false, error: lost })
    request.onabort = () => resolve(undefined)
    request.send(file)
  })
  return { answer, stop: () => request.abort() }
}

function resultOf({ status, response }: XMLHttpRequest): Result<Uploaded> {
  if (status === 201) return { ok: true, value: response as Uploaded }
  return { ok: false, error: (response as { error?: Failure } | null)?.error ?? lost }
}
