import "server-only"
import { X509Certificate } from "node:crypto"
import net, { type Socket } from "node:net"
import tls from "node:tls"
import { SourceError } from "./connector"
import type { Tls } from "./network"

const handshakeMs = 10_000

/** What a TLS client must be told for a choice of encryption; the name is the one that the person typed. */
export function tlsOptions(mode: Exclude<Tls, "off">, ca?: string) {
  if (ca !== undefined && !isCertificate(ca)) throw badCa()
  // "require" with a CA verifies the chain and not the name, as libpq does.
  return { ca, minVersion: "TLSv1.2" as const, rejectUnauthorized: mode === "verify-full" || ca !== undefined }
}

// Node takes any text for a CA and then trusts nobody, without saying why.
function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem)
    return true
  } catch {
    return false
  }
}

/** Upgrades a connected socket and verifies the server against the name, not against the address. */
export function upgrade(
  socket: Socket,
  { host, mode, ca, signal }: { host: string; mode: Exclude<Tls, "off">; ca?: string; signal: AbortSignal },
): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = connect(socket, host, mode, ca)
    // For as long as nobody else listens: a line that breaks between two steps must not bring the worker down.
    secure.on("error", () => {})
    const fail = (error: unknown) => {
      settle()
      secure.destroy()
      reject(error)
    }
    const alarm = setTimeout(
      () =>
        fail(new SourceError("timeout", "The server did not finish the TLS handshake within 10 seconds. Check the port, and try again.")),
      handshakeMs,
    )
    const aborted = () => fail(signal.reason)
    const failed = (error: Error) => fail(tlsError(error))
    const settle = () => {
      clearTimeout(alarm)
      signal.removeEventListener("abort", aborted)
      secure.removeListener("error", failed)
    }
    signal.addEventListener("abort", aborted, { once: true })
    secure.once("error", failed)
    secure.once("secureConnect", () => {
      settle()
      resolve(secure)
    })
  })
}

const connect = (socket: Socket, host: string, mode: Exclude<Tls, "off">, ca?: string) =>
  tls.connect({
    socket,
    host,
    ...(net.isIP(host) ? {} : { servername: host }),
    ...tlsOptions(mode, ca),
    ...(mode === "require" ? { checkServerIdentity: () => undefined } : {}),
  })

const badCa = () =>
  new SourceError("tls", "The CA certificate cannot be read. Paste the whole PEM text, with its BEGIN and END lines.", "ca")

const untrusted = new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_UNTRUSTED",
  "INVALID_CA",
  "CERT_SIGNATURE_FAILURE",
])

/** Whether an error is TLS's, judged by its code. */
export const isTlsCode = (code: string) =>
  untrusted.has(code) || /^(ERR_SSL|ERR_TLS|ERR_OSSL|EPROTO|CERT_|HANDSHAKE_(SSL|NO_SSL))/.test(code)

/** Our sentence for what TLS refused. */
export function tlsError(error: unknown): SourceError {
  if (error instanceof SourceError) return error
  const code = String((error as { code?: unknown }).code ?? "")
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return new SourceError(
      "tls",
      "The certificate of the server is for another name. Enter the host name that stands in the certificate.",
      code,
    )
  if (untrusted.has(code))
    return new SourceError(
      "tls",
      "The certificate of the server is not signed by a known authority. Paste the certificate of its authority under Additional settings.",
      code,
    )
  if (code === "CERT_HAS_EXPIRED") return new SourceError("tls", "The certificate of the server has expired. Renew it on the server.", code)
  if (code === "CERT_NOT_YET_VALID")
    return new SourceError("tls", "The certificate of the server is not valid yet. Check the clock of the server.", code)
  return new SourceError("tls", "The encrypted connection could not be made. Check that the port speaks TLS 1.2 or newer.", "handshake")
}

/** The server answered that it does not speak TLS. */
export const noTls = () =>
  new SourceError(
    "tls",
    "The server does not offer encryption. Switch TLS on at the server, or choose Not encrypted if the network between is yours.",
    "no-tls",
  )
