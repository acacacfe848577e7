const port = Number(process.env.E2E_PLATFORM_PORT)

/** The platform at which people sign in: a real authorization server at Salesforce's addresses. */
export const platform = { port, issuer: `http://127.0.0.1:${port}` }

/** What an operator sets so that Patchbay is known there. */
export const platformEnvironment = {
  PATCHBAY_OAUTH_SALESFORCE: "patchbay-at-the-platform:the-operators-secret",
  PATCHBAY_ENDPOINTS: [process.env.PATCHBAY_ENDPOINTS, `salesforce=${platform.issuer}`].filter(Boolean).join(","),
  EGRESS_ALLOW: [process.env.EGRESS_ALLOW, `127.0.0.1:${port}`].filter(Boolean).join(","),
}
