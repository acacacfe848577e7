/** The version of the Graph API that is spoken. */
export const graphVersion = "v23.0"
