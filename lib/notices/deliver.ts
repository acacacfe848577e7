import "server-only"
import { createTransport } from "nodemailer"
import { env } from "@/lib/base/env"
import type { MailId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"

export type Letter = { id: MailId; to: { name: string; address: string }; subject: string; text: string }
/** `again`: the same may work later. */
export type Delivery = { sent: true } | { sent: false; again: boolean; reason: string }

/**
 * Hands a mail to the operator's mail server. Its address comes from the environment and from nobody else: it is not a person's choice, so
 * the rules of `lib/egress` do not ask about it, and it may lie in the operator's own network.
 */
export async function deliver(url: string, { id, to, subject, text }: Letter): Promise<Delivery> {
  const host = new URL(env().PATCHBAY_URL).hostname
  const transport = createTransport(patient(url))
  try {
    await transport.sendMail({
      from: env().SMTP_FROM ?? { name: "Patchbay", address: `patchbay@${host}` },
      to,
      subject,
      text,
      // The same at every attempt: a mail that was taken just before the worker died can be known as the same one.
      messageId: `<${id}@${host}>`,
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { sent: true }
  } catch (error) {
    return { sent: false, ...refusal(error as Partial<Thrown>) }
  } finally {
    transport.close()
  }
}

const patience = { connectionTimeout: 10 * times.second, greetingTimeout: 10 * times.second, socketTimeout: 20 * times.second }
/** The defaults wait for minutes. What the operator has written into the address stays. */
function patient(address: string): string {
  const url = new URL(address)
  for (const [key, value] of Object.entries(patience)) if (!url.searchParams.has(key)) url.searchParams.set(key, String(value))
  return url.href
}

type Thrown = { code: string; command: string; responseCode: number }

/** Our words, with the server's number at most: what else it says may hold addresses and worse. */
function refusal({ code = "", command = "", responseCode: number = 0 }: Partial<Thrown>): { again: boolean; reason: string } {
  const answered = number > 0 ? ` (it answered ${number})` : ""
  const later = number >= 400 && number < 500
  if (code === "EAUTH" || code === "ENOAUTH" || code === "EOAUTH2")
    return { again: later, reason: `The mail server refused the login${answered}. Correct the user and password in SMTP_URL.` }
  if (code === "ETLS") return { again: false, reason: "The mail server does not speak TLS as SMTP_URL asks for it. Correct SMTP_URL." }
  if (code === "EDNS") return { again: true, reason: "The mail server's name is not known. Check the host in SMTP_URL." }
  if (later) return { again: true, reason: `The mail server did not take the mail for now${answered}.` }
  if (command.startsWith("RCPT")) return { again: false, reason: `The mail server refused the recipient${answered}. Check the address.` }
  if (command.startsWith("MAIL"))
    return { again: false, reason: `The mail server refused the sender${answered}. Set SMTP_FROM to an address that it accepts.` }
  if (number >= 500 || code === "EMESSAGE") return { again: false, reason: `The mail server refused the mail${answered}.` }
  if (code === "ETIMEDOUT") return { again: true, reason: "The mail server did not answer in time. Check the host and port in SMTP_URL." }
  return { again: true, reason: "The mail server could not be reached, or hung up. Check the host and port in SMTP_URL." }
}
