import { s3Double } from "@/test/doubles/s3/s3"
import { filesTrial } from "../files/trial"
import { canary } from "../trial"

/** A bucket of 602 tables behind the double, which keeps signatures and permissions. */
export async function s3Trial() {
  const trial = await filesTrial()
  const double = await s3Double()
  double.bucket("shop", trial.files)
  const { accessKeyId } = double.user(undefined, { secretAccessKey: canary })
  return {
    ...trial.trial,
    answers: {
      settings: {
        bucket: "shop",
        region: "us-east-1",
        prefixes: ["exports"],
        format: "auto",
        delimiter: "auto",
        loose: "each",
        host: "127.0.0.1",
        port: double.port,
        tls: "off",
      },
      keys: { method: "key", accessKeyId, secretAccessKey: canary },
    },
    port: double.port,
    end: () => double.close(),
  }
}
