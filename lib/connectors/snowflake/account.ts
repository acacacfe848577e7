import * as z from "zod"

const label = "[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?"
const form = new RegExp(`^${label}(?:\\.${label}(?:\\.(?:aws|azure|gcp))?)?(?:\\.privatelink)?$`)

/**
 * An account by any of its names: `org-account`, or `locator.region.cloud`, with `.privatelink` behind it where the network is private.
 * Nothing but letters, digits, `-`, `_` and these dots comes through, so that what it makes is always a host of Snowflake's.
 */
export const accountSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "Enter the account.")
  .refine((typed) => !/snowflakecomputing|:\/\//.test(typed), {
    message:
      "Enter only the part before .snowflakecomputing.com, such as acme-marketing or xy12345.eu-west-1. A whole address goes into the paste box.",
    abort: true,
  })
  .refine((typed) => typed.length <= 180 && form.test(typed), {
    message: "This is no account identifier. Enter one such as acme-marketing, xy12345.eu-west-1 or xy12345.west-europe.azure.",
  })

/** The first label of the host; names may hold `_`, hosts hold `-` in its place. */
export const hostLabel = (account: string): string => account.replaceAll("_", "-")

export const hostOf = (account: string): string => `${hostLabel(account)}.snowflakecomputing.com`

/** The account as it signs: in capitals, without region and cloud; a replicated one (`.global`) without the part behind the hyphen. */
export const signedAccount = (account: string): string =>
  (account.includes(".global") ? account.split("-")[0] : account.split(".")[0])?.toUpperCase() ?? ""

/** The account in an address that people copy: of the interface, or of the web console. */
export function accountIn(address: string): string | undefined {
  const [, host = ""] = /^(?:https?:\/\/)?([a-z0-9._-]+)\.snowflakecomputing\.com(?:[:/?#]|$)/i.exec(address) ?? []
  const [, organization, name] = /^https?:\/\/app\.snowflake\.com\/([\w-]+)\/([\w-]+)(?:[/?#]|$)/i.exec(address) ?? []
  const found = accountSchema.safeParse(
    host || (organization && name && !/^[a-z]+-[a-z]+-\d/.test(organization) ? `${organization}-${name}` : ""),
  )
  return found.success ? found.data : undefined
}
