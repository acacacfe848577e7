/** The package brings no types of its own. */
declare module "oidc-provider" {
  import type { RequestListener, Server } from "node:http"

  type Tokens = { find(token: string): Promise<{ scope?: string; destroy(): Promise<void> } | undefined> }
  export default class Provider {
    constructor(issuer: string, configuration: object)
    callback(): RequestListener
    listen(port: number, host: string): Server
    /** The provider is a Koa application. */
    use(middleware: (ctx: never, next: () => Promise<void>) => Promise<void>): void
    AccessToken: Tokens
    RefreshToken: Tokens
  }
}
