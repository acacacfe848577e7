import { generateKeyPairSync, sign } from "node:crypto"

// Just enough DER to make a certificate; no key of a test lies in the repository.
const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const oid = (...bytes: number[]) => der(0x06, Buffer.from(bytes))
const time = (offsetDays: number) => {
  const at = new Date(Date.now() + offsetDays * 86_400_000).toISOString()
  return der(0x17, Buffer.from(`${at.slice(2, 19).replace(/[-:T]/g, "")}Z`))
}
const ecdsaWithSha256 = () => der(0x30, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
const commonName = (name: string) => der(0x30, der(0x31, der(0x30, oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))))

/** A certificate of its own authority for one DNS name, good for a day. */
export function selfSigned(name: string): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" })
  const names = der(0x30, oid(0x55, 0x1d, 0x11), der(0x04, der(0x30, der(0x82, Buffer.from(name)))))
  const authority = der(0x30, oid(0x55, 0x1d, 0x13), der(0x01, Buffer.from([0xff])), der(0x04, der(0x30, der(0x01, Buffer.from([0xff])))))
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256(),
    commonName(name),
    der(0x30, time(-1), time(1)),
    commonName(name),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(0x30, names, authority)),
  )
  const signature = der(0x03, Buffer.from([0]), sign("sha256", body, privateKey))
  const lines =
    der(0x30, body, ecdsaWithSha256(), signature)
      .toString("base64")
      .match(/.{1,64}/g) ?? []
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
  }
}
