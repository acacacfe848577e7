import "server-only"
import { driver, type Session } from "../connector"
import { steps } from "../steps"
import { readTables } from "./catalog"
import { checkExcess } from "./excess"
import { memberOf } from "./grants"
import { jobs } from "./jobs"
import { link } from "./link"
import { bigquery } from "./manifest"
import { rights } from "./rights"

/** Asks nothing yet: the first question signs in, and each check says how far it came. */
export default driver(bigquery, {
  async open(source) {
    const line = link(source)
    const may = rights(line, source)
    const work = jobs(line, source)
    return {
      checks: () =>
        steps([
          {
            key: "connect",
            title: "Reach Google",
            gate: true,
            async run() {
              return (await line.reach())
                ? { outcome: "passed", message: "Google's sign-in and BigQuery answer, encrypted and with the right certificates." }
                : { outcome: "warning", message: "They answer, but at an address of the operator that is not encrypted." }
            },
          },
          {
            key: "authenticate",
            title: "Sign in",
            gate: true,
            async run() {
              await line.api.token.get()
              return { outcome: "passed", message: "Google accepted the sign-in." }
            },
          },
          {
            key: "database",
            title: "Use the project",
            gate: true,
            run: () => may.checkProject(() => work.estimate({ text: "SELECT 1", values: [] })),
          },
          { key: "schemas", title: "See the datasets", gate: true, run: may.checkDatasets },
          { key: "tables", title: "Read the tables", run: may.checkTables },
          { key: "introspect", title: "Read the schema", run: may.checkIntrospect },
          {
            key: "excess",
            title: "Look for rights that are not needed",
            async run() {
              return checkExcess(await may.ofProject(), await may.known(), { member: memberOf(source.keys), dataProject: line.dataProject })
            },
          },
        ]),
      async *tables() {
        yield* readTables(line, { datasets: await may.datasets(), chosen: source.settings.datasets.length > 0, readable: may.readable })
      },
      estimate: work.estimate,
      count: work.count,
      rows: work.rows,
      close: async () => line.close(),
    } satisfies Session
  },
})
