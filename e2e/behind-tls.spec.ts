import { behindTls } from "./support/behind-tls"
import { accounts, expect, password, signOut, test, typeCredentials } from "./support/fixtures"
import { invite, leaveForProvider, signInAtProvider } from "./support/provider-pages"
import { unique } from "./support/wizard"

let site: Awaited<ReturnType<typeof behindTls>>

test.beforeAll(async () => {
  site = await behindTls()
})
test.afterAll(() => site?.stop())
test.use({ ignoreHTTPSErrors: true })

test("over TLS every cookie is sent over TLS only, the session's has the __Host- name, and the browser is told to stay", async ({
  page,
  context,
}) => {
  const answer = await page.goto(`${site.url}/sign-in`)
  expect(answer?.headers()["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains")
  await typeCredentials(page, accounts.editor2, password)
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible()
  expect(page.url()).toMatch(new RegExp(`^${site.url}/`))

  const cookies = await context.cookies()
  const session = cookies.find(({ name }) => name === "__Host-patchbay")
  expect(session).toMatchObject({ domain: "localhost", path: "/", secure: true, httpOnly: true, sameSite: "Lax" })
  expect(cookies.filter(({ secure }) => !secure).map(({ name }) => name)).toEqual([])
  expect(await page.evaluate(() => document.cookie)).toBe("")
})

test("over TLS the page hears its news through the proxy, and signing out takes the cookie back", async ({ page, context }) => {
  const heard = page.waitForResponse(/\/api\/events\//)
  await page.goto(`${site.url}/sign-in`)
  await typeCredentials(page, accounts.editor2, password)
  const stream = await heard
  expect([stream.status(), stream.headers()["content-type"]]).toEqual([200, "text/event-stream; charset=utf-8"])

  await signOut(page)
  await expect(page).toHaveURL(`${site.url}/sign-in`)
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("__Host-patchbay")
})

test("the address of a session is the one that our own proxy saw, whatever the browser claims", async ({ page }) => {
  await page.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.9" })
  await page.goto(`${site.url}/sign-in`)
  await typeCredentials(page, accounts.editor2, password)
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible()
  await page.goto(`${site.url}/account`)
  const here = page.getByRole("listitem").filter({ hasText: "This device" })
  await expect(here).toContainText("from 127.0.0.1")
  await expect(page.getByText("203.0.113.9")).toHaveCount(0)
})

test("over TLS an invited person comes in through single sign-on", async ({ page, signIn, browser }) => {
  const email = `${unique("secure").replace(" ", ".")}@elsewhere.test`
  await signIn("admin")
  const { pathname } = new URL(await invite(page, email))
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const guest = await context.newPage()
  await leaveForProvider(guest, `${site.url}${pathname}`)
  await signInAtProvider(guest, email)
  await guest.getByRole("button", { name: /^Join / }).click()
  await expect(guest.getByRole("heading", { level: 1, name: "Home" })).toBeVisible()
  await context.close()
})
