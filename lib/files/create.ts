import "server-only"
import { rm } from "node:fs/promises"
import { and, count, eq, isNull } from "drizzle-orm"
import { files } from "@/db/schema"
import { type Context, personOf } from "@/lib/access/context"
import { errand } from "@/lib/access/verb"
import { within } from "@/lib/access/within"
import { AppError } from "@/lib/base/errors"
import { newId } from "@/lib/base/ids"
import { folderOf, pathOf } from "@/lib/connections/locate"
import { requireMayConnect } from "@/lib/connections/may-connect"
import { newFile, type UploadedFile } from "./model"
import { receive } from "./receive"

/** Keeps an uploaded file for the connection that its uploader is about to make. */
export const createFile = errand("file.create", newFile, {
  async go(ctx, { name, bytes, body }): Promise<UploadedFile> {
    requireMayConnect(ctx)
    await refuseHoard(ctx)
    const id = newId("fil")
    const received = await receive(
      { body, ...(bytes !== undefined && { bytes }) },
      folderOf(ctx.organizationId),
      pathOf(ctx.organizationId, id),
    )
    return { id, name: bareName(name), bytes: received }
  },

  async settle(ctx, file) {
    const row = { organizationId: ctx.organizationId, uploadedBy: personOf(ctx).userId, ...file }
    await ctx.db
      .insert(files)
      .values(row)
      .catch(async (error: unknown) => {
        await rm(pathOf(ctx.organizationId, file.id), { force: true })
        throw error
      })
    return { ...file, audit: { name: file.name, bytes: file.bytes } }
  },
})

/** Uploads of one person that wait for a connection; after a day without one they go. */
const mostWaiting = 10

async function refuseHoard(ctx: Context): Promise<void> {
  const waiting = and(eq(files.organizationId, ctx.organizationId), eq(files.uploadedBy, personOf(ctx).userId), isNull(files.connectionId))
  const [found] = await within(ctx, ({ db }) => db.select({ count: count() }).from(files).where(waiting))
  if ((found?.count ?? 0) < mostWaiting) return
  const message = `You have uploaded ${mostWaiting} files that no connection uses. Use one of them, or try again tomorrow, when they are gone.`
  throw new AppError("limited", message, { file: [message] })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is removed here
const controls = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** For showing only: the file lies under its id. */
const bareName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? "").replaceAll(controls, "").trim().slice(0, 200) || "upload.duckdb"
