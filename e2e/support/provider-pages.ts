import type { Page } from "@playwright/test"
import { expect } from "./fixtures"
import { signOn } from "./sign-on"

/** From Patchbay to the provider's own sign-in page. */
export async function leaveForProvider(page: Page, from = "/sign-in") {
  // The provider's own page would load a typeface from elsewhere.
  await page.context().route(/fonts\.googleapis\.com/, (route) => route.fulfill({ contentType: "text/css", body: "" }))
  await page.goto(from)
  await page.getByRole("button", { name: `Continue with ${signOn.name}` }).click()
  await expect(page).toHaveURL((url) => url.origin === signOn.issuer)
  await expect(page.getByRole("heading", { name: "Sign-in" })).toBeVisible()
}

export async function signInAtProvider(page: Page, login: string) {
  await sayWho(page, login)
  await page.getByRole("button", { name: "Continue" }).click()
}

export async function sayWho(page: Page, login: string) {
  await page.getByPlaceholder("Enter any login").fill(login)
  await page.getByPlaceholder("and password").fill("the provider asks for one")
  await page.getByRole("button", { name: "Sign-in" }).click()
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible()
}

/** What an admin does in the panel; answers the link to hand over. */
export async function invite(page: Page, email: string): Promise<string> {
  await page.goto("/acme/panel/members")
  await page.getByRole("button", { name: "Invite people" }).click()
  await page.getByLabel("Email addresses").fill(email)
  await page.getByRole("button", { name: "Make invitations" }).click()
  return page
    .getByRole("dialog", { name: "1 invitation made" })
    .getByText(/\/invitation\//)
    .innerText()
}
