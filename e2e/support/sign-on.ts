const port = Number(process.env.E2E_OIDC_PORT)

/** How the product under test and its identity provider know each other. */
export const signOn = {
  port,
  issuer: `http://localhost:${port}`,
  clientId: "patchbay",
  clientSecret: "a secret of the tests",
  name: "Example sign-on",
}
