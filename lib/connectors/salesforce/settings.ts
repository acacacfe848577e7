import * as z from "zod"
import { choice } from "../fields"

export const salesforceSettings = {
  login: choice(
    "Sign in at",
    [
      { value: "production", label: "Production (login.salesforce.com)" },
      { value: "sandbox", label: "Sandbox (test.salesforce.com)" },
      { value: "domain", label: "My Domain" },
    ],
    "production",
  ),
  domain: {
    label: "My Domain",
    input: "text",
    optional: true,
    placeholder: "acme.my.salesforce.com",
    help: "Only where people of your company sign in at an address of their own.",
    schema: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^([a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*\.my\.salesforce\.com)?$/, "Enter the host alone, such as acme.my.salesforce.com.")
      .optional()
      .transform((value) => value || undefined),
  },
} as const

/** Where the person signs in; what a consent is bound to. */
export function loginHost({ login, domain }: Record<string, unknown>): string {
  if (login === "domain" && typeof domain === "string" && domain) return domain
  return login === "sandbox" ? "test.salesforce.com" : "login.salesforce.com"
}
