import { gcsDouble } from "./gcs/gcs"
import { demoAccounts } from "./google/demo"
import type { Demo, Keep } from "./run"
import { s3Double } from "./s3/s3"

const bucket = "northwind-exports"
const ports = { s3: 4_840, gcs: 4_841 }
const people = 2_000
const cities = ["Lisbon", "Oslo", "Graz", "Leeds"]

/** Customers as CSV, and orders in a folder for each day. */
function exports(): Record<string, string> {
  const rows = Array.from(
    { length: people },
    (_, at) => `${at + 1},customer${at + 1}@shop.example,${cities[at % cities.length]},${at % 9 === 0}`,
  )
  const files: Record<string, string> = { "crm/customers.csv": `id,email,city,vip\n${rows.join("\n")}\n` }
  for (let day = 1; day <= 28; day++) {
    const dt = `2026-02-${String(day).padStart(2, "0")}`
    const orders = Array.from({ length: 50 }, (_, at) =>
      JSON.stringify({ id: day * 100 + at, customer: (day * 50 + at) % people, total: at + 0.5 }),
    )
    files[`crm/orders/dt=${dt}/part-0.jsonl`] = `${orders.join("\n")}\n`
  }
  return files
}

export async function s3Demo(keep: Keep): Promise<Demo> {
  const double = await s3Double({ port: ports.s3 })
  double.bucket(bucket, exports())
  const lines = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) =>
    `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\nregion = us-east-1\n`
  const reader = await keep("s3-reader.txt", lines(double.user()))
  const lister = await keep("s3-lister.txt", lines(double.user(["s3:ListBucket"])))
  return {
    port: double.port,
    endpoints: { s3: double.url, sts: double.url },
    says: [
      `Bucket: ${bucket}, Region: us-east-1, Prefixes: crm`,
      `Access key that may read: ${reader}`,
      `Access key without s3:GetObject: ${lister}`,
    ],
    close: double.close,
  }
}

export async function gcsDemo(keep: Keep): Promise<Demo> {
  const double = await gcsDouble({ port: ports.gcs, accounts: demoAccounts })
  double.bucket(bucket, exports())
  const file = ({ clientEmail, privateKeyId, privateKey }: ReturnType<typeof double.reader>) =>
    JSON.stringify({
      type: "service_account",
      project_id: "patchbay-trial",
      client_email: clientEmail,
      private_key_id: privateKeyId,
      private_key: privateKey,
    })
  const reader = await keep("gcs-reader.json", file(double.reader(bucket)))
  const lister = await keep("gcs-lister.json", file(double.reader(bucket, ["storage.objects.list"])))
  return {
    port: double.port,
    endpoints: double.endpoints,
    says: [`Bucket: ${bucket}, Prefixes: crm`, `Key file that may read: ${reader}`, `Key file without storage.objects.get: ${lister}`],
    close: double.close,
  }
}
