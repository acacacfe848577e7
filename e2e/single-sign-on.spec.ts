import type { Page } from "@playwright/test"
import { accounts, expect, test } from "./support/fixtures"
import { signOn } from "./support/sign-on"
import { unique } from "./support/wizard"

const unfinished = "Single sign-on did not finish. Try again, or sign in with your password."
const stranger = /Your organization's sign-on knows you, Patchbay does not/

/** From Patchbay to the provider's own sign-in page. */
async function leaveForProvider(page: Page, from = "/sign-in") {
  // The provider's own page would load a typeface from elsewhere.
  await page.context().route(/fonts\.googleapis\.com/, (route) => route.fulfill({ contentType: "text/css", body: "" }))
  await page.goto(from)
  await page.getByRole("button", { name: `Continue with ${signOn.name}` }).click()
  await expect(page).toHaveURL((url) => url.origin === signOn.issuer)
  await expect(page.getByRole("heading", { name: "Sign-in" })).toBeVisible()
}

async function signInAtProvider(page: Page, login: string) {
  await sayWho(page, login)
  await page.getByRole("button", { name: "Continue" }).click()
}

async function sayWho(page: Page, login: string) {
  await page.getByPlaceholder("Enter any login").fill(login)
  await page.getByPlaceholder("and password").fill("the provider asks for one")
  await page.getByRole("button", { name: "Sign-in" }).click()
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible()
}

/** What the provider tells the browser to bring to Patchbay, kept from arriving there. */
async function interceptedAnswer(page: Page): Promise<URL> {
  const consent = await page.locator("form").getAttribute("action")
  const resumed = await page.request.post(consent ?? "", { form: { prompt: "consent" }, maxRedirects: 0 })
  const sent = await page.request.get(resumed.headers().location ?? "", { maxRedirects: 0 })
  const answer = new URL(sent.headers().location ?? "")
  expect(answer.pathname).toBe("/api/auth/callback/oidc")
  expect(answer.searchParams.get("code")).toBeTruthy()
  return answer
}

async function expectNobody(page: Page) {
  await page.goto("/acme/connections")
  await expect(page).toHaveURL(/\/sign-in\?/)
}

test("single sign-on: a member signs in at the provider, arrives where they meant to go, and is known the next time", async ({ page }) => {
  await leaveForProvider(page, "/sign-in?next=/acme/connections")
  await signInAtProvider(page, accounts.editor2)
  await expect(page).toHaveURL(/\/acme\/connections$/)
  await expect(page.getByRole("heading", { level: 1, name: "Connections" })).toBeVisible()

  await page.getByRole("button", { name: /your account/ }).click()
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await expectNobody(page)
  await page.getByRole("button", { name: `Continue with ${signOn.name}` }).click()
  await expect(page).toHaveURL(/\/acme\/connections$/)
})

test("single sign-on: an invited person without a password comes in through the provider and joins", async ({ page, signIn, another }) => {
  const email = `${unique("invited").replace(" ", ".")}@elsewhere.test`
  await signIn("admin")
  await page.goto("/acme/panel/members")
  await page.getByRole("button", { name: "Invite people" }).click()
  await page.getByLabel("Email addresses").fill(email)
  await page.getByRole("button", { name: "Make invitations" }).click()
  const link = await page
    .getByRole("dialog", { name: "1 invitation made" })
    .getByText(/\/invitation\//)
    .innerText()

  const guest = await another()
  await leaveForProvider(guest, link)
  await signInAtProvider(guest, email)
  await guest.getByRole("button", { name: /^Join / }).click()
  await expect(guest).toHaveURL(/\/acme/)
  await guest.goto("/account")
  await expect(guest.getByText(email).first()).toBeVisible()
})

test("single sign-on: whom nobody invited is refused, and so is an address that the provider never checked", async ({ another }) => {
  for (const login of ["nobody.invited@elsewhere.test", `claims ${accounts.admin}`]) {
    const page = await another()
    await leaveForProvider(page)
    await signInAtProvider(page, login)
    await expect(page.getByText(stranger)).toBeVisible()
    await expectNobody(page)
  }
})

test("single sign-on: cancelled at the provider, nobody is signed in and the way with a password is still open", async ({ page }) => {
  await leaveForProvider(page)
  await page.getByRole("link", { name: "Cancel" }).click()
  await expect(page.getByText(unfinished)).toBeVisible()
  await expect(page.getByLabel("Password", { exact: true })).toBeVisible()
  await expectNobody(page)
})

test("single sign-on: a callback with another state, or brought to another browser, signs nobody in", async ({ page, another }) => {
  await leaveForProvider(page)
  await sayWho(page, accounts.admin)
  const answer = await interceptedAnswer(page)

  const victim = await another()
  await victim.goto(answer.href)
  await expect(victim.getByText(unfinished)).toBeVisible()
  await expectNobody(victim)

  const tampered = new URL(answer)
  tampered.searchParams.set("state", `${answer.searchParams.get("state")}x`)
  await page.goto(tampered.href)
  await expect(page.getByText(unfinished)).toBeVisible()
  await expectNobody(page)
})
