import "server-only"
import { driver, type Session } from "../connector"
import { filesSession } from "../files/session"
import { checks } from "./checks"
import { link } from "./link"
import { gcs } from "./manifest"

/** Opens nothing yet: the first question signs in, and each check says how far it came. */
export default driver(gcs, {
  async open(source) {
    const line = link(source)
    const files = filesSession(line.store, source.settings, source.signal)
    return {
      checks: () => checks(line, files, source),
      tables: files.tables,
      count: files.count,
      rows: files.rows,
      async close() {
        await files.close()
        await line.close()
      },
    } satisfies Session
  },
})
