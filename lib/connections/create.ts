import "server-only"
import { command } from "@/lib/access/verb"
import { newId } from "@/lib/base/ids"
import { refuseUnsigned } from "./answers"
import { checkNew, keepNew } from "./keep-new"
import { newConnection } from "./model"

/** Keeps a connection with its sealed credential and promises its validation. Nothing is dialled while the person waits. */
export const createConnection = command("connection.create", newConnection, async (ctx, input) => {
  const checked = await checkNew(ctx, input)
  refuseUnsigned(checked.manifest, input.method)
  return keepNew(ctx, { ...checked, id: newId("con"), secret: checked.keys })
})
