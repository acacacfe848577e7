import "server-only"
import { type Session, SourceError, type Table } from "../connector"

type Can = Pick<Session, "checks" | "close" | "deliver" | "experiences" | "pull" | "contacts">

/** What a tool can do, as a session. It has no tables: none are listed, and none can be counted. */
export const channelSession = (can: Can): Session => ({ ...can, tables: nothing, count: async () => Promise.reject(noTables()) })

async function* nothing(): AsyncGenerator<Table[]> {}
const noTables = () => new SourceError("unsupported", "This platform has no tables to count. Choose another connection.", "no-tables")
