import { createHash, createHmac } from "node:crypto"
import type { Asked } from "../server"

const hash = (data: string | Buffer) => createHash("sha256").update(data).digest("hex")
const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest()
const strict = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** Who says to have signed a request, and for where. */
export function claimOf({ headers }: Asked) {
  const [, accessKeyId = "", day = "", region = "", service = "", names = "", signature = ""] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    ) ?? []
  return accessKeyId ? { accessKeyId, day, region, service, names, signature } : undefined
}
export type Claim = NonNullable<ReturnType<typeof claimOf>>

/** Version 4 of Amazon's signatures, computed again from the request as it came. */
export function isSignedWith(
  secret: string,
  { day, region, service, names, signature }: Claim,
  { method, path, query, headers, body }: Asked,
): boolean {
  const sorted = [...query].map(([name, value]) => `${strict(name)}=${strict(value)}`).toSorted()
  const lines = names.split(";").map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`)
  const given = headers["x-amz-content-sha256"]
  const payload = given === undefined ? hash(body) : String(given)
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== hash(body)) return false
  const uri = path.split("/").map(strict).join("/")
  const canonical = [method, uri, sorted.join("&"), lines.join(""), names, payload].join("\n")
  const at = String(headers["x-amz-date"] ?? "")
  const toSign = ["AWS4-HMAC-SHA256", at, `${day}/${region}/${service}/aws4_request`, hash(canonical)].join("\n")
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), "aws4_request")
  return hmac(key, toSign).toString("hex") === signature
}
