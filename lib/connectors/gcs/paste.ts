import type { Pasted } from "../paste"

/** The address of a folder: `gs://bucket/prefix/`. */
export function fromGcs(text: string): Pasted | undefined {
  const [, bucket = "", path = ""] = /^gs:\/\/([a-z0-9][a-z0-9._-]+)\/?(\S*)$/.exec(text) ?? []
  if (!bucket) return undefined
  const folder = path.slice(0, path.lastIndexOf("/") + 1)
  const notes = path !== folder ? ["A single file was named: its folder is taken, and the file is one of its tables."] : []
  return { platform: "gcs", method: "service-account", settings: { bucket, ...(folder ? { prefixes: folder } : {}) }, keys: {}, notes }
}
