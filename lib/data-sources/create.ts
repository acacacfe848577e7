import "server-only"
import { dataSources } from "@/db/schema"
import { personOf } from "@/lib/access/context"
import { command } from "@/lib/access/verb"
import { AppError } from "@/lib/base/errors"
import { findConnection, rowOf } from "@/lib/connections/find"
import { accountsOf, addedOf, demandNew } from "./accounts"
import { newDataSource } from "./model"

/** Adds an account that a usable connection reaches: no login, and nothing for the owner of the connection to do. */
export const createDataSource = command("dataSource.create", newDataSource, async (ctx, { connectionId, account, name = account }) => {
  const seen = await findConnection(ctx, connectionId, "use")
  // Where only one is allowed, the row is held so that two at once do not both find none.
  const connection = rowOf(seen).shareable ? seen : await findConnection(ctx, connectionId, "use", { lock: true })
  const refusal = demandNew(connection, (await addedOf(ctx, connection)).size)
  if (refusal) throw new AppError("conflict", refusal, { connection: [refusal] })
  if (!(await accountsOf(ctx, connection)).some((one) => one.account === account))
    throw new AppError("invalid", "The connection does not reach this account. Choose another, or refresh its schema.", {
      account: ["Choose another account."],
    })
  const { userId, activeTeamId, teamIds } = personOf(ctx)
  const teamId = activeTeamId && teamIds.includes(activeTeamId) ? activeTeamId : null
  const { organizationId, db } = ctx
  const [made] = await db
    .insert(dataSources)
    .values({ organizationId, name, connectionOrganizationId: connection.organizationId, connectionId, account, teamId, createdBy: userId })
    .onConflictDoNothing()
    .returning({ id: dataSources.id })
  if (!made) throw new AppError("conflict", "This account is a data source of your organization already. Choose another.")
  return { ...made, audit: { name, connection: connectionId, account, team: teamId } }
})
