import { gcsDouble } from "@/test/doubles/gcs/gcs"
import { pointAt } from "@/test/doubles/point"
import { filesTrial } from "../files/trial"

/** A bucket of 602 tables behind the double, read by a service account that may do nothing else. */
export async function gcsTrial() {
  const { files, trial } = await filesTrial()
  const double = await gcsDouble()
  pointAt(double.endpoints)
  double.bucket("shop", files)
  return {
    ...trial,
    answers: {
      settings: { bucket: "shop", prefixes: ["exports"], format: "auto", delimiter: "auto", loose: "each" },
      keys: { method: "service-account", ...double.reader("shop") },
    },
    port: double.port,
    end: () => double.close(),
  }
}
