import "server-only"
import { stringify } from "csv-stringify/sync"
import { averageOf, type Usage } from "./states"

const columns = ["begins", "time zone", "requests", "failures", "average ms", "requests before", "failures before"]

/** The points of a chart as a file: the same rows in the same order as its table. */
export const usageCsv = ({ points, zone }: Usage): string =>
  stringify(
    points.map((point) => [
      point.at,
      zone,
      point.requests,
      point.failures,
      averageOf(point)?.toFixed(1) ?? "",
      point.before.requests,
      point.before.failures,
    ]),
    { header: true, columns, escape_formulas: true },
  )
