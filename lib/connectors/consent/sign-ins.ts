import "server-only"
import type { Manifest } from "../connector"
import { facebookSignIn } from "../facebook-ads/sign-in"
import { googleSignIn } from "../google/sign-in"
import { salesforceSignIn } from "../salesforce/sign-in"
import type { SignIn } from "./sign-in"

type Settings = Record<string, unknown>

/** Where each platform's own sign-in is. One line each; a method with `consent` needs one. */
const signIns: Record<string, (settings: Settings) => SignIn> = {
  salesforce: salesforceSignIn,
  "google-ads": googleSignIn,
  "google-cloud": googleSignIn,
  "facebook-ads": facebookSignIn,
}

export function signInOf({ id, name }: Pick<Manifest, "id" | "name">, settings: Settings): SignIn {
  const found = Object.hasOwn(signIns, id) ? signIns[id] : undefined
  if (!found) throw new Error(`nobody has said where the sign-in of ${name} is`)
  return found(settings)
}
