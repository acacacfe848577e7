import type { Page } from "@playwright/test"
import { accounts, expect, signOut, test } from "./support/fixtures"
import { invite, leaveForProvider, sayWho, signInAtProvider } from "./support/provider-pages"
import { signOn } from "./support/sign-on"
import { unique } from "./support/wizard"

const unfinished = "Single sign-on did not finish. Try again, or sign in with your password."
const stranger = /Your organization's sign-on knows you, Patchbay does not/

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

  await signOut(page)
  await expect(page).toHaveURL(/\/sign-in/)
  await expectNobody(page)
  await page.getByRole("button", { name: `Continue with ${signOn.name}` }).click()
  await expect(page).toHaveURL(/\/acme\/connections$/)
})

test("single sign-on: an invited person without a password comes in through the provider and joins", async ({ page, signIn, another }) => {
  const email = `${unique("invited").replace(" ", ".")}@elsewhere.test`
  await signIn("admin")
  const link = await invite(page, email)

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
