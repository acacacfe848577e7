import "server-only"
import { lstat, readdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import * as z from "zod"
import { query } from "@/lib/access/verb"
import { env } from "@/lib/base/env"
import { requireMayConnect } from "@/lib/connections/may-connect"
import type { FolderFile } from "./model"

const offered = /^[\w][\w .-]{0,199}\.duckdb$/
const most = 500

/** DuckDB files that the operator laid into the shared folder. Links and folders are not followed. */
export const listFolder = query("file.listFolder", z.object({}), async (ctx): Promise<FolderFile[]> => {
  requireMayConnect(ctx)
  const { PATCHBAY_FOLDER: folder } = env()
  if (!folder) return []
  const names = (await readdir(resolve(folder)).catch(() => []))
    .filter((name) => offered.test(name))
    .sort()
    .slice(0, most)
  const found = await Promise.all(
    names.map(async (name) => ({ name, stat: await lstat(join(resolve(folder), name)).catch(() => undefined) })),
  )
  return found.flatMap(({ name, stat }) => (stat?.isFile() ? [{ name, bytes: stat.size }] : []))
})
