import { choice, optionalLong, text } from "./fields"

/** The questions of every platform that is reached over the network. */
export const host = text("Host", { placeholder: "db.example.com", help: "A name or an address, without a port." })

export const tls = choice(
  "Encryption",
  [
    { value: "verify-full", label: "Encrypted, certificate verified" },
    { value: "require", label: "Encrypted, certificate not verified" },
    { value: "off", label: "Not encrypted: password and data can be read on the way" },
  ],
  "verify-full",
  { help: "Use anything but the first only inside a network that you trust." },
)
export type Tls = "verify-full" | "require" | "off"

export const ca = optionalLong("CA certificate", {
  help: "PEM text. Only needed when the certificate of the server is not signed by a public authority.",
  placeholder: "-----BEGIN CERTIFICATE-----",
})
