import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import { platform } from "./support/platform"
import { sayWho } from "./support/provider-pages"
import { unique } from "./support/wizard"

/** From the wizard's first question to the platform's own sign-in page. */
async function leaveForPlatform(page: Page, name: string, entrance = "authorization") {
  // The provider's own page would load a typeface from elsewhere.
  await page.context().route(/fonts\.googleapis\.com/, (route) => route.fulfill({ contentType: "text/css", body: "" }))
  const address = `/acme/connections/new?platform=salesforce&step=credentials&for=${entrance}`
  await page.goto(address)
  const again = page.getByRole("button", { name: "Start over" })
  const label = page.getByLabel(entrance === "connection" ? "Name" : "Label", { exact: true })
  await expect(label).toBeVisible()
  if (await again.isVisible()) {
    await again.click()
    await expect(page.getByRole("heading", { name: /^(Choose the provider|Select your data cloud)$/ })).toBeVisible()
    await page.goto(address)
  }
  await expect(label).toHaveValue("")
  await label.fill(name)
  await page.getByLabel("Description").fill("Contacts of the shop")
  await page.getByRole("button", { name: "Choose access" }).click()
  await expect(page.getByRole("heading", { name: "Salesforce will ask you to allow" })).toBeVisible()
  await page.getByRole("button", { name: "Sign in with Salesforce" }).click()
  await expect(page).toHaveURL((url) => url.origin === platform.issuer)
}

async function allow(page: Page, login = "ann") {
  await sayWho(page, login)
  await page.getByRole("button", { name: "Continue" }).click()
}

/** What the platform tells the browser to bring to Patchbay, kept from arriving there. */
async function interceptedAnswer(page: Page): Promise<URL> {
  await sayWho(page, "ann")
  const consent = await page.locator("form").getAttribute("action")
  const resumed = await page.request.post(consent ?? "", { form: { prompt: "consent" }, maxRedirects: 0 })
  const sent = await page.request.get(resumed.headers().location ?? "", { maxRedirects: 0 })
  const answer = new URL(sent.headers().location ?? "")
  expect(answer.pathname).toBe("/api/consents/callback/salesforce")
  expect(answer.searchParams.get("code")).toBeTruthy()
  return answer
}

/** Light and dark, and no wider than a telephone. */
async function expectSound(page: Page) {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze()
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([])
  }
  await page.setViewportSize({ width: 360, height: 800 })
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await expect.poll(beyond).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 800 })
}

async function expectNothing(page: Page, name: string) {
  await page.goto(`/acme/authorizations?q=${encodeURIComponent(name)}`)
  await expect(page.getByRole("heading", { level: 1, name: "Authorizations" })).toBeVisible()
  await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0)
}

test("CAT-15 AUT-9 a person signs in at the platform itself, comes back to the new authorization, and it is checked", async ({
  page,
  signIn,
}) => {
  const name = unique("Signed in")
  await signIn("admin")
  const seen: string[] = []
  page.on("framenavigated", (frame) => seen.push(frame.url()))
  await leaveForPlatform(page, name)
  await allow(page)
  await expect(page).toHaveURL(/\/acme\/authorizations\/con_\w+$/)
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()
  await expect(page.getByText("Healthy", { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  // Nothing of what the platform sent stays in an address of ours.
  expect(seen.filter((url) => new URL(url).origin !== platform.issuer && /[?&](code|state)=/.test(url))).toEqual([])

  await page.goto("/acme/connections/new?platform=salesforce&step=credentials&for=authorization")
  await expect(page.getByText("Your draft is back.")).toBeHidden()
})

test("who does not allow it comes back to the form, with a plain sentence and everything typed", async ({ page, signIn }) => {
  const name = unique("Refused")
  await signIn("admin")
  await leaveForPlatform(page, name)
  await page.getByRole("link", { name: "Cancel" }).click()
  await expect(page.getByText("You did not allow it, so nothing was connected.")).toBeVisible()
  await expect(page).toHaveURL((url) => !/code|state/.test(url.search))
  await expect(page.getByText(name)).toBeVisible()
  await expectSound(page)
  await page.getByRole("link", { name: "Back", exact: true }).click()
  await expect(page.getByLabel("Label", { exact: true })).toHaveValue(name)
  await expect(page.getByLabel("Description")).toHaveValue("Contacts of the shop")
  await expectNothing(page, name)
})

test("the same way back counts once, and another browser's or another state's not at all", async ({ page, signIn, another }) => {
  const name = unique("Once")
  await signIn("admin")
  await leaveForPlatform(page, name)
  const answer = await interceptedAnswer(page)

  const elsewhere = await another("owner")
  await elsewhere.goto(answer.href)
  await expect(elsewhere.getByText("This sign-in was not begun in this browser")).toBeVisible()
  const nobody = await another()
  await nobody.goto(answer.href)
  await expect(nobody).toHaveURL(/\/sign-in$/)

  const forged = new URL(answer)
  forged.searchParams.set("state", `acme.${"A".repeat(43)}`)
  await page.goto(forged.href)
  await expect(page.getByText("This sign-in was not begun in this browser")).toBeVisible()
  await expectNothing(page, name)

  await page.goto(answer.href)
  await expect(page).toHaveURL(/\/acme\/authorizations\/con_\w+$/)
  await page.goto(answer.href)
  await expect(page.getByText("This sign-in was used already.")).toBeVisible()
})

test("an answer in another issuer's name is not taken for the platform's", async ({ page, signIn }) => {
  const name = unique("Mixed")
  await signIn("admin")
  await leaveForPlatform(page, name)
  const answer = await interceptedAnswer(page)
  answer.searchParams.set("iss", "https://evil.example")
  await page.goto(answer.href)
  await expect(page.getByText("The answer came from another sign-in")).toBeVisible()
  await expectNothing(page, name)
})

test("AUT-9 a platform that the operator has not set up says so on the card of its method, and how, and goes no further", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto("/acme/connections/new?platform=google-ads&step=method&for=authorization")
  await expect(page.getByText("PATCHBAY_OAUTH_GOOGLE_ADS")).toBeVisible()
  await page.getByRole("button", { name: "Use this method" }).click()
  await expect(page.getByText("Nobody can sign in at Google Ads from here yet.")).toBeVisible()
  await expectSound(page)
})

test("the platform sends nobody to an address that is not the registered one", async ({ page, signIn }) => {
  await signIn("admin")
  await page.route(
    `${platform.issuer}/services/oauth2/authorize?**`,
    async (route) => {
      const asked = new URL(route.request().url())
      asked.searchParams.set("redirect_uri", "http://localhost:1/api/consents/callback/salesforce")
      await route.fulfill({ status: 303, headers: { location: asked.href } })
    },
    { times: 1 },
  )
  await leaveForPlatform(page, unique("Elsewhere"))
  await expect(page.getByText("invalid_redirect_uri")).toBeVisible()
  expect(new URL(page.url()).origin).toBe(platform.issuer)
})

test("Reauthenticate leads to the same sign-in, and the new one takes over once it has passed", async ({ page, signIn }) => {
  const name = unique("Again")
  await signIn("admin")
  await leaveForPlatform(page, name, "connection")
  await allow(page)
  await expect(page).toHaveURL(/\/acme\/connections\/con_\w+$/)
  const header = page.locator("main header").first()
  await expect(header.getByText("Active", { exact: true })).toBeVisible({ timeout: 30_000 })

  await page.goto(`${new URL(page.url()).pathname}/settings`)
  await page.getByRole("button", { name: "Reauthenticate", exact: true }).click()
  await page.getByRole("dialog").getByRole("link", { name: "Sign in with Salesforce" }).click()
  await expect(page.getByRole("heading", { name: "Sign in with Salesforce again" })).toBeVisible()
  await expectSound(page)
  await page.getByRole("button", { name: "Sign in with Salesforce" }).click()
  await expect(page).toHaveURL(/\/acme\/connections\/con_\w+$/)
  await page.goto(`${new URL(page.url()).pathname}/settings`)
  await expect(page.getByText("2, current")).toBeVisible({ timeout: 30_000 })
})
