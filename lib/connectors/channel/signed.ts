import "server-only"
import { SourceError } from "../connector"
import type { Signed } from "../consent/words"
import { type ChannelApi, channelApi } from "./api"

type Line = Omit<Parameters<typeof channelApi>[0], "headers"> & { signed: Signed; headers?: Record<string, string> }

/** A line for which a person has signed in at the tool itself. A token that is not taken any more is renewed once, and the question asked again. */
export function signedApi({ signed, headers = {}, explain, ...line }: Line): ChannelApi {
  const { name } = line.tool
  let shown = ""
  let refused: string | undefined
  const api = channelApi({
    ...line,
    explain: (problem) => explain?.(problem) ?? (problem.status === 401 && !problem.isPage ? over(name) : undefined),
    headers: async () => {
      shown = await signed.token(refused)
      return { ...headers, authorization: `Bearer ${shown}` }
    },
  })
  const again = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof SourceError) || error.code !== "signed-out" || refused === shown) throw error
      refused = shown
      return ask()
    }
  }
  return { ...api, ask: (asked) => again(() => api.ask(asked)), json: (asked) => again(() => api.json(asked)) }
}

const over = (name: string) =>
  new SourceError("credentials", `${name} no longer accepts this sign-in. Sign in again under Reauthenticate.`, "signed-out")
