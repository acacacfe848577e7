import "server-only"
import { driver, type Session } from "../connector"
import { filesSession } from "../files/session"
import { checks } from "./checks"
import { mayNotWrite } from "./errors"
import { link } from "./link"
import { s3 } from "./manifest"

/** Opens nothing yet: the first question makes the client, and each check says how far it came. */
export default driver(s3, {
  async open(source) {
    const line = link(source)
    const files = filesSession(line.store, source.settings, source.signal)
    return {
      checks: () => checks(line, files, source),
      tables: files.tables,
      count: files.count,
      rows: files.rows,
      deliver: (batch, signal) => line.put(batch, signal).then(() => {}, mayNotWrite),
      async close() {
        await files.close()
        await line.close()
      },
    } satisfies Session
  },
})
