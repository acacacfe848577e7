import "server-only"
import type { STSClientConfig } from "@aws-sdk/client-sts"
import { env } from "../../base/env"
import { type Meter, SourceError } from "../connector"
import { endpointOf } from "../endpoints"
import { beneathRepeats, isRefusal } from "./counted"
import { explain, refusalOf } from "./errors"
import { trustPolicy } from "./policies"

type Shared = Pick<
  STSClientConfig,
  "region" | "requestHandler" | "maxAttempts" | "retryMode" | "defaultsMode" | "useDualstackEndpoint" | "useFipsEndpoint"
>
const lastsSeconds = 3_600

/** Takes on a role of the customer's account with the operator's own identity, and with the id that was made for this connection. */
export async function assumer({ shared, meter }: { shared: Shared; meter: Meter }, externalId: string, roleArn: string) {
  const {
    PATCHBAY_AWS_ACCESS_KEY_ID: accessKeyId,
    PATCHBAY_AWS_SECRET_ACCESS_KEY: secretAccessKey,
    PATCHBAY_AWS_SESSION_TOKEN: sessionToken,
  } = env()
  if (!accessKeyId || !secretAccessKey)
    throw new SourceError(
      "unsupported",
      "The operator has not given Patchbay an identity at AWS, so that it cannot take on roles. Ask the operator to set PATCHBAY_AWS_ACCESS_KEY_ID and PATCHBAY_AWS_SECRET_ACCESS_KEY, or use an access key.",
      "no-identity",
    )
  const { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts")
  const endpoint = endpointOf("sts")
  const client = new STSClient({
    ...shared,
    ...(endpoint ? { endpoint } : {}),
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
  })
  client.middlewareStack.add((next) => (request) => meter(() => next(request), isRefusal), beneathRepeats)

  return {
    async keys() {
      try {
        const { Credentials } = await client.send(
          new AssumeRoleCommand({
            RoleArn: roleArn,
            RoleSessionName: "patchbay",
            DurationSeconds: lastsSeconds,
            ...(externalId ? { ExternalId: externalId } : {}),
          }),
        )
        if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey) throw notSts()
        return {
          accessKeyId: Credentials.AccessKeyId,
          secretAccessKey: Credentials.SecretAccessKey,
          ...(Credentials.SessionToken ? { sessionToken: Credentials.SessionToken } : {}),
          ...(Credentials.Expiration ? { expiration: Credentials.Expiration } : {}),
        }
      } catch (error) {
        throw explainRole(error)
      }
    },
    /** What the role has to trust, with the names as they are. */
    async trust(): Promise<string> {
      const identity = await client.send(new GetCallerIdentityCommand({})).catch(() => undefined)
      return trustPolicy(identity?.Arn ?? "{AWS identity of Patchbay, from its operator}", externalId)
    },
  }
}

const notSts = () =>
  new SourceError("unreachable", "Something that is not AWS's token service answered. Check any proxy on the way.", "not-sts")

/** AWS says the same for a role that is not there, one that does not trust us, and a wrong external id: all three are said. */
function explainRole(error: unknown): unknown {
  if (error instanceof SourceError) return error
  const { code, status } = refusalOf(error)
  if (code === "AccessDenied" || status === 403) {
    if (code === "InvalidClientTokenId" || code === "SignatureDoesNotMatch")
      return new SourceError(
        "credentials",
        "Patchbay's own identity at AWS is not accepted. Tell the operator to check PATCHBAY_AWS_ACCESS_KEY_ID and its secret.",
        "identity",
      )
    return new SourceError(
      "credentials",
      "Patchbay may not take on this role: the role does not exist, does not trust Patchbay, or asks for another external id.",
      "assume",
    )
  }
  if (code === "ExpiredToken" || code === "ExpiredTokenException")
    return new SourceError(
      "credentials",
      "Patchbay's own session at AWS has expired. Tell the operator to renew PATCHBAY_AWS_SESSION_TOKEN.",
      "identity",
    )
  if (code === "RegionDisabledException")
    return new SourceError(
      "unsupported",
      "AWS's token service is switched off in this region. Switch it on in the account, under IAM, Account settings.",
      "region-off",
    )
  return explain(error)
}
