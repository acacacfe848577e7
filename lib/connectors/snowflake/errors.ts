import { SourceError, type SourceReason } from "../connector"

/** Names of the user's own that a sentence may hold. */
export type Words = { role?: string; warehouse: string; database: string }
type Answer = [SourceReason, string | ((words: Words) => string)]

const authentication = (rest: string): Answer => ["credentials", `Authentication failed: ${rest}`]
const network: Answer = [
  "credentials",
  "Snowflake does not let Patchbay's address in: a network policy of the account or of this user forbids it. Add Patchbay's addresses to the policy.",
]
const late: Answer = ["timeout", "The source did not answer within the time limit, and the query was cancelled there."]
const both: Answer = [
  "permission",
  "A name used here does not exist, or the role has no right on it: Snowflake does not say which. Check the name, capitals included, and give the missing permission.",
]
const roleNotGranted: Answer = [
  "permission",
  ({ role }) =>
    `The role ${role ?? "of the user"} does not exist, or it is not granted to this user: Snowflake does not say which. Check the name, and grant the role.`,
]
const oauthToken = authentication(
  "Snowflake does not accept the OAuth token: it has expired, was revoked, or its role may not be used. Type the OAuth answers again.",
)
const stopped: Answer = ["cancelled", "The query was cancelled in Snowflake."]

/** The codes that we know, each in our own words; whatever status they come with. */
const answers: Record<string, Answer> = {
  "390100": authentication("the user, the account or the secret is wrong, or the user is disabled. Type them again."),
  "390101": authentication("this user is disabled. Enable it in Snowflake, and check again."),
  "390102": authentication("this user is locked after too many failed attempts. Unlock it in Snowflake, or wait until it unlocks."),
  "390144": authentication(
    "Snowflake does not accept this key. One of three things is wrong: the key (RSA_PUBLIC_KEY of the user is another one), the account or the user as typed, or the user is disabled.",
  ),
  "390186": roleNotGranted,
  "390189": roleNotGranted,
  "390201": both,
  "390302": authentication("Snowflake does not know this OAuth client, or its secret is wrong. Type both again."),
  "390303": oauthToken,
  "390318": oauthToken,
  "390422": network,
  "390432": [
    "credentials",
    "Snowflake asks for a network policy before this token may be used. Give the user a network policy that lets Patchbay's addresses in.",
  ],
  "394400": authentication(
    "Snowflake does not accept this token: it has expired, was disabled or belongs to another account. Make a new one.",
  ),
  "000606": [
    "permission",
    ({ warehouse }) =>
      `The warehouse ${warehouse} cannot be used: it does not exist, is suspended and does not start by itself, or the role has no USAGE on it. Check the name, and grant USAGE on the warehouse.`,
  ],
  "000604": stopped,
  "000630": late,
  "000904": ["missing", "A column used here no longer exists in the source. Refresh the schema."],
  "001003": ["unsupported", "Snowflake does not understand the query. Tell the operator of Patchbay."],
  "000008": ["unsupported", "Patchbay sends one statement at a time, and this was more than one."],
  "002003": both,
  "002043": both,
  "003001": ["permission", "The role has no right to do this. Give it the missing permission, and check again."],
}

const statuses: Record<number, Answer> = {
  401: authentication(
    "Snowflake does not accept these credentials. They are wrong or have expired, the account is another one, or the user is not enabled.",
  ),
  403: [
    "credentials",
    "Snowflake refuses to talk to Patchbay: the account does not exist, the user is disabled, or a network policy keeps Patchbay's address out. Check the account, then the policy.",
  ],
  404: [
    "missing",
    "There is no account of this name. Check the account identifier; a locator needs its region, and outside AWS its cloud.",
  ],
  408: late,
  429: ["unreachable", "Snowflake has more requests than it takes from this account at a time. Try again in a few minutes."],
}
const outage: Answer = ["unreachable", "Snowflake answers that it cannot work just now. Look at its status page, and try again later."]

/** What a refusal means, from its code or else its status. Snowflake's own text, which holds names and requests, goes no further than this. */
export function refusal(status: number, code: string | undefined, words: Words): SourceError {
  const answer = answers[code ?? ""] ?? statuses[status] ?? (status >= 500 ? outage : undefined)
  const known = code && /^\w{1,12}$/.test(code) ? code : String(status)
  if (answer) return new SourceError(answer[0], typeof answer[1] === "function" ? answer[1](words) : answer[1], known)
  if (status >= 300 && status < 400)
    return new SourceError("unreachable", "The address answers with a detour, which Patchbay does not follow. Check the account.", known)
  return new SourceError("unsupported", `Snowflake refused the statement (error ${known}).`, known)
}

const oauthErrors: Record<string, Answer> = {
  invalid_client: answers["390302"] as Answer,
  invalid_grant: authentication("the refresh token has expired or was revoked. Sign in once more to get a new one, and type it here."),
  unsupported_grant_type: authentication(
    "this OAuth client may not sign in by itself. Enter a refresh token, or allow client credentials.",
  ),
  unauthorized_client: authentication("this OAuth client may not sign in in this way. Check the security integration in Snowflake."),
}

/** What the token endpoint of an account refused. */
export function tokenRefusal(status: number, { error = "", code }: { error?: string; code?: string }, words: Words): SourceError {
  const answer = oauthErrors[error]
  return answer ? new SourceError(answer[0], answer[1] as string, error) : refusal(status, code, words)
}

const mostSkewMs = 60_000

/** A signature is only good for a while: a clock that is wrong by more than a minute is told before all else. */
export function skewed(error: SourceError, theirs: string | undefined, ours: Date): SourceError {
  const apart = theirs ? ours.getTime() - Date.parse(theirs) : Number.NaN
  if (error.code !== "390144" || !(Math.abs(apart) > mostSkewMs)) return error
  const minutes = Math.max(1, Math.round(Math.abs(apart) / 60_000))
  return new SourceError(
    "credentials",
    `Authentication failed: the clock of the machine that runs Patchbay is ${minutes} ${minutes === 1 ? "minute" : "minutes"} ${apart > 0 ? "ahead of" : "behind"} Snowflake's, so that signatures count as expired. Set the clock right.`,
    "clock",
  )
}
