import * as z from "zod"

/** An id carries its noun, so a TeamId can never be handed to something that wants a UserId. */
export type Id<Prefix extends string> = `${Prefix}_${string}`

export type OrganizationId = Id<"org">
export type UserId = Id<"usr">
export type TeamId = Id<"tea">
export type InvitationId = Id<"inv">
export type SessionId = Id<"ses">
export type ConnectionId = Id<"con">
export type CredentialId = Id<"cre">
export type RunId = Id<"run">
export type TableId = Id<"tab">
export type AudienceId = Id<"aud">
export type FileId = Id<"fil">
export type GrantId = Id<"gra">
export type QueryId = Id<"qry">
export type QueryRunId = Id<"qrn">
export type DataSourceId = Id<"dso">
export type ReplacementId = Id<"rep">
export type AccessRequestId = Id<"acr">
export type NoticeId = Id<"ntc">
export type MailId = Id<"mai">
export type JobId = Id<"job">
export type JobRunId = Id<"jrn">
export type RequestId = Id<"req">

export const newId = <P extends string>(prefix: P): Id<P> => `${prefix}_${crypto.randomUUID().replaceAll("-", "")}`

/** A schema for one kind of id. Anything else is refused before it reaches a query. */
export const idOf = <P extends string>(prefix: P) =>
  z.custom<Id<P>>(
    (value) => typeof value === "string" && value.length === prefix.length + 33 && new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(value),
    `Expected an id that starts with ${prefix}_`,
  )
