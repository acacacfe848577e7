import { SourceError, type SourceReason } from "../connector"
import { isTlsCode, tlsError } from "../tls"

export type Refusal = { code: string; status: number; region?: string; headless?: boolean }

/** What the client says of a refusal: a name from S3's documentation, a status and the region that the server gave away. */
export function refusalOf(error: unknown): Refusal {
  const {
    name = "",
    $metadata,
    $response,
    Region,
  } = error as {
    name?: string
    Region?: string
    $metadata?: { httpStatusCode?: number }
    $response?: { statusCode?: number; headers?: Record<string, string> }
  }
  const region = $response?.headers?.["x-amz-bucket-region"] ?? Region
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 0
  return { code: name, status, ...(region ? { region } : {}) }
}

const answers: Record<string, [SourceReason, string]> = {
  InvalidAccessKeyId: ["credentials", "This access key id does not exist. Check it, or make a new key."],
  InvalidClientTokenId: ["credentials", "This access key id does not exist. Check it, or make a new key."],
  SignatureDoesNotMatch: [
    "credentials",
    "The secret access key does not belong to this access key id. Enter the two that belong together.",
  ],
  ExpiredToken: ["credentials", "The session token has expired. Enter new temporary keys, or use a role, which renews itself."],
  ExpiredTokenException: ["credentials", "The session token has expired. Enter new temporary keys, or use a role, which renews itself."],
  InvalidToken: ["credentials", "The session token is not valid, or does not belong to this access key. Enter all three of one set."],
  InvalidSecurity: ["credentials", "The access key is not accepted. Check it, or make a new key."],
  AccountProblem: ["credentials", "Amazon says that there is a problem with the account. Its owner finds more in the AWS console."],
  RequestTimeTooSkewed: ["unreachable", "The server says that the clock of Patchbay's machine is wrong. Ask the operator to set it (NTP)."],
  NoSuchBucket: ["missing", "There is no bucket of this name. Check its spelling, and the endpoint."],
  InvalidBucketName: ["missing", "This cannot be the name of a bucket. Check its spelling."],
  NoSuchKey: ["missing", "A file is not there any more. Refresh the schema."],
  NotFound: ["missing", "A file is not there any more. Refresh the schema."],
  InvalidObjectState: ["unsupported", "A file is archived (Glacier) and cannot be read until it is restored."],
  InvalidRange: ["unreachable", "A file changed while it was read. Try again."],
  AccessDenied: ["permission", "The credential may not do this. The permission is missing, or a policy denies it."],
  AllAccessDisabled: ["permission", "All access to this bucket is switched off."],
  SlowDown: ["unreachable", "The source asks for fewer requests. Try again in a few minutes."],
  ThrottlingException: ["unreachable", "The source asks for fewer requests. Try again in a few minutes."],
  ServiceUnavailable: ["unreachable", "The source is busy. Try again in a few minutes."],
  InternalError: ["unreachable", "The source has a fault of its own. Try again in a few minutes."],
  NotImplemented: ["unsupported", "This S3-compatible server does not know a request that Patchbay needs."],
}

export const wrongRegion = (right: string | undefined) =>
  right
    ? new SourceError("missing", `The bucket is in another region: ${right}. Create a connection with the region ${right}.`, "region")
    : new SourceError(
        "missing",
        "The bucket is in another region than the one entered. Look it up in the AWS console, and create a connection with it.",
        "region",
      )

const moved = new Set(["PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"])

/** A refusal as our own sentence. What the server wrote is never passed on. */
export function explain(error: unknown): unknown {
  if (error instanceof SourceError) return error
  const { cause, code } = error as { cause?: unknown; code?: unknown }
  if (cause instanceof SourceError) return cause
  const refusal = refusalOf(error)
  if (moved.has(refusal.code) || [301, 307].includes(refusal.status)) return wrongRegion(refusal.region)
  const known = answers[refusal.code]
  if (known) return new SourceError(known[0], known[1], refusal.code)
  if (isTlsCode(String(code ?? ""))) return tlsError(error)
  if (refusal.status === 403) return new SourceError("permission", answers.AccessDenied?.[1] ?? "", "AccessDenied")
  if (refusal.status === 404) return new SourceError("missing", answers.NotFound?.[1] ?? "", "NotFound")
  if (refusal.status === 429 || refusal.status === 503) return new SourceError("unreachable", answers.SlowDown?.[1] ?? "", "SlowDown")
  if (refusal.status >= 500) return new SourceError("unreachable", answers.InternalError?.[1] ?? "", "InternalError")
  if (["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"].includes(String(code)))
    return new SourceError("unreachable", "The source broke off in the middle of its answer. Try again.", "cut-short")
  if (refusal.code === "TimeoutError" || refusal.code === "RequestTimeout")
    return new SourceError("timeout", "The source did not answer within the time limit. Try again later.", "silent")
  return new SourceError(
    "unreachable",
    "Something that does not speak S3 answered, or nothing did. Check the endpoint, and any proxy on the way.",
    "not-s3",
  )
}

/** Reading is all that a validation asks for; that writing is not allowed is found out when something is to be written. */
export function mayNotWrite(error: unknown): never {
  if (!(error instanceof SourceError) || error.reason !== "permission") throw error
  throw new SourceError(
    "permission",
    "The credential may not write into the bucket: s3:PutObject is missing, or a policy denies it. The set-up guide holds the policy.",
    "AccessDenied",
  )
}
