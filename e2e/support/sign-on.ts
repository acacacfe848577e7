const port = Number(process.env.E2E_OIDC_PORT)

/** How the product under test and its identity provider know each other. */
export const signOn = {
  port,
  issuer: `http://localhost:${port}`,
  clientId: "patchbay",
  clientSecret: "a secret of the tests",
  name: "Example sign-on",
}

export const signOnEnvironment = {
  OIDC_ISSUER: signOn.issuer,
  OIDC_CLIENT_ID: signOn.clientId,
  OIDC_CLIENT_SECRET: signOn.clientSecret,
  OIDC_NAME: signOn.name,
}
