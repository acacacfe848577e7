import "server-only"
import { lstat } from "node:fs/promises"
import { join, resolve } from "node:path"
import { and, eq } from "drizzle-orm"
import { files } from "@/db/schema"
import type { Context } from "@/lib/access/context"
import { within } from "@/lib/access/within"
import { env } from "@/lib/base/env"
import type { ConnectionId, FileId, OrganizationId } from "@/lib/base/ids"
import { SourceError } from "@/lib/connectors/connector"

export const folderOf = (organizationId: OrganizationId) => resolve(env().PATCHBAY_HOME, "files", organizationId)
export const pathOf = (organizationId: OrganizationId, id: FileId) => join(folderOf(organizationId), id)

const gone = () => new SourceError("file", "The file is not there any more. Create a new connection with a new upload.", "gone")
const notInFolder = () =>
  new SourceError("file", "There is no such file in the operator's folder. Check its name, or ask the operator.", "gone")

/** From the answer to a `file` question to a path: an upload of this very connection, or a plain file in the operator's folder. */
export const locateFor = (ctx: Context, connectionId: ConnectionId) => async (answer: string) => {
  const [, kind, name = ""] = /^(upload|folder):([\w][\w .-]{0,199})$/.exec(answer) ?? []
  if (kind === "upload") return plainFile(pathOf(ctx.organizationId, await ownUpload(ctx, connectionId, name)), gone)
  const { PATCHBAY_FOLDER: folder } = env()
  if (kind !== "folder" || !folder) throw notInFolder()
  return plainFile(join(resolve(folder), name), notInFolder)
}

async function ownUpload(ctx: Context, connectionId: ConnectionId, name: string): Promise<FileId> {
  const [found] = await within(ctx, ({ db, organizationId }) =>
    db
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.organizationId, organizationId), eq(files.id, name as FileId), eq(files.connectionId, connectionId))),
  )
  if (!found) throw gone()
  return found.id
}

// A link could lead anywhere: only what lies here itself is opened.
async function plainFile(path: string, refusal: () => SourceError): Promise<string> {
  const found = await lstat(path).catch(() => undefined)
  if (!found?.isFile()) throw refusal()
  return path
}
