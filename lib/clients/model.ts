import * as z from "zod"
import { idOf, type OrganizationId, type UserId } from "../base/ids"
import { memberRole } from "../members/model"
import { organizationName, slug } from "../organizations/model"

export const newClient = z.strictObject({ name: organizationName, slug })
const clientMember = z.strictObject({ clientId: idOf("org"), userId: idOf("usr") })
/** With which role somebody of the agency works in the client account. */
export const letInto = clientMember.extend({ role: memberRole.exclude(["owner"]), seat: z.boolean().default(true) })
export const letOutOf = clientMember

export type ClientPerson = { id: UserId; name: string; role: string; seat: boolean }
/** A client account with those of the agency who may enter it. `href` is there only for whoever may. */
export type ClientRow = { id: OrganizationId; slug: string; name: string; createdAt: string; people: ClientPerson[]; mayEnter: boolean }
