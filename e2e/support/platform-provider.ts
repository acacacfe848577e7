import { signInProvider } from "../../test/doubles/sign-in/provider"
import { platform } from "./platform"

const sites = [`http://localhost:${process.env.E2E_PORT}`]
await signInProvider({ port: platform.port, redirects: sites.map((site) => `${site}/api/consents/callback/salesforce`) })
