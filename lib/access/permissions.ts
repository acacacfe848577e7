export const roles = ["owner", "admin", "editor", "marketer", "worker"] as const
export type Role = (typeof roles)[number]
export type MemberRole = Exclude<Role, "worker">

const everyone = ["owner", "admin", "editor", "marketer"] as const
const keepers = ["owner", "admin"] as const
const owners = ["owner"] as const
const clock = ["worker"] as const

/**
 * Every verb in the house and who may say it at all. What is not written here, nobody may do. What may be done to one connection is
 * settled in `decide.ts`; a verb that `everyone` may say can still be refused for the row at hand.
 */
export const permissions = {
  "organization.find": everyone,
  "organization.update": keepers,
  "member.list": keepers,
  "member.keepers": everyone,
  "member.update": keepers,
  "member.remove": keepers,
  "member.resetLink": owners,
  "member.viewAs": keepers,
  "member.stopViewing": everyone,
  "invitation.list": keepers,
  "invitation.create": keepers,
  "invitation.revoke": keepers,
  "team.list": everyone,
  "team.create": keepers,
  "team.rename": keepers,
  "team.remove": keepers,
  "team.setMembers": keepers,
  "team.activate": everyone,
  "catalog.list": everyone,
  "catalog.find": everyone,
  "catalog.request": everyone,
  "connection.list": keepers,
  "connection.listMine": everyone,
  "connection.listUsable": everyone,
  "connection.listLent": everyone,
  "connection.previewTransfer": everyone,
  "connection.transfer": everyone,
  "connection.carryOver": clock,
  "client.list": keepers,
  "client.create": keepers,
  "client.letIn": keepers,
  "client.letOut": keepers,
  "connection.find": everyone,
  "connection.listRuns": everyone,
  "connection.create": everyone,
  "connection.edit": everyone,
  "connection.reauthenticate": everyone,
  "connection.undoReauthentication": everyone,
  "connection.recheck": everyone,
  "connection.changeAccess": everyone,
  "connection.refresh": everyone,
  "connection.cancelRefresh": everyone,
  "connection.disconnect": everyone,
  "connection.restore": everyone,
  "connection.delete": keepers,
  "connection.forget": clock,
  "connection.validate": clock,
  "connection.refreshSchema": clock,
  "connection.checkHealth": clock,
  "connection.sweep": clock,
  "schema.browse": everyone,
  "schema.listChanges": everyone,
  "impact.preview": everyone,
  "audience.list": everyone,
  "audience.find": everyone,
  "audience.create": everyone,
  "audience.update": everyone,
  "audience.remove": everyone,
  "audience.count": everyone,
  "query.list": everyone,
  "query.find": everyone,
  "query.destinations": everyone,
  "query.create": everyone,
  "query.update": everyone,
  "query.remove": everyone,
  "query.refresh": everyone,
  "query.download": everyone,
  "query.fetch": clock,
  "dataSource.list": everyone,
  "dataSource.accounts": everyone,
  "dataSource.create": everyone,
  "dataSource.remove": everyone,
  "draft.find": everyone,
  "draft.save": everyone,
  "draft.discard": everyone,
  "file.create": everyone,
  "file.listFolder": everyone,
  "worker.find": everyone,
} as const satisfies Record<string, readonly Role[]>

export type VerbName = keyof typeof permissions

export const may = (role: Role, verb: VerbName): boolean => (permissions[verb] as readonly Role[]).includes(role)
