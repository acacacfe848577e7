import { generateKeyPairSync, randomBytes } from "node:crypto"
import Provider from "oidc-provider"
import { signOn } from "./sign-on"

/** An identity provider as companies run them: strict about its client, and with sign-in and consent pages of its own. */
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })

const provider = new Provider(signOn.issuer, {
  clients: [
    {
      client_id: signOn.clientId,
      client_secret: signOn.clientSecret,
      redirect_uris: [`http://localhost:${process.env.E2E_PORT}`, `https://localhost:${process.env.E2E_TLS_PORT}`].map(
        (site) => `${site}/api/auth/callback/oidc`,
      ),
    },
  ],
  cookies: { keys: [randomBytes(32).toString("hex")] },
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  findAccount: (_asked: unknown, login: string) => ({ accountId: login, claims: () => claimsOf(login) }),
})

/** Whoever types an address is that person, except that an address after "claims " was never checked. */
function claimsOf(login: string) {
  const [, claimed] = login.match(/^claims (.+)$/) ?? []
  return { sub: login, email: claimed ?? login, email_verified: !claimed, name: "Sam Signed-on" }
}

provider.listen(signOn.port, "127.0.0.1")
