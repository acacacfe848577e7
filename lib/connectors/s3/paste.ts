import type { Pasted } from "../paste"

const lines: Record<string, "accessKeyId" | "secretAccessKey" | "sessionToken" | "region"> = {
  aws_access_key_id: "accessKeyId",
  aws_secret_access_key: "secretAccessKey",
  aws_session_token: "sessionToken",
  aws_default_region: "region",
  aws_region: "region",
  region: "region",
}

/** The address of a folder (`s3://bucket/prefix/`), or the lines of an access key as AWS's own tools write them. */
export function fromS3(text: string): Pasted | undefined {
  const [, bucket = "", prefix = ""] = /^s3a?:\/\/([a-z0-9][a-z0-9._-]+)\/?(\S*)$/i.exec(text) ?? []
  if (bucket) {
    const folder = prefix.endsWith("/") ? prefix : prefix.slice(0, prefix.lastIndexOf("/") + 1)
    const notes = prefix && folder !== prefix ? ["A single file was named: its folder is taken, and the file is one of its tables."] : []
    return { platform: "s3", method: "role", settings: { bucket, ...(folder ? { prefixes: folder } : {}) }, keys: {}, notes }
  }
  const found = new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const [, name = "", value = ""] = /^\s*(?:export\s+|set\s+)?([A-Za-z_]+)\s*=\s*["']?([^"'\s]+)["']?;?\s*$/.exec(line) ?? []
      const slot = Object.hasOwn(lines, name.toLowerCase()) ? lines[name.toLowerCase()] : undefined
      return slot ? [[slot, value] as const] : []
    }),
  )
  const region = found.get("region")
  found.delete("region")
  if (!found.has("accessKeyId")) return undefined
  return { platform: "s3", method: "key", settings: region ? { region } : {}, keys: Object.fromEntries(found), notes: [] }
}
