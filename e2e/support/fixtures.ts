import { test as base, expect, type Page } from "@playwright/test"

/** Every demo account has this password when the stack was started with PATCHBAY_DEMO_PASSWORD. */
const password = process.env.PATCHBAY_DEMO_PASSWORD ?? "demo password for tests"

export const accounts = {
  owner: "owner@acme.test",
  admin: "admin@acme.test",
  editor: "editor@acme.test",
  editor2: "editor2@acme.test",
  consumer: "marketer-consumer@acme.test",
  business: "marketer-business@acme.test",
  noSeat: "marketer-noseat@acme.test",
  neighbour: "owner@globex.test",
} as const
export type Account = keyof typeof accounts

/** Signs in as a person would, and waits for the console. */
async function signIn(page: Page, who: Account) {
  await page.goto("/sign-in")
  await page.getByLabel("Email").fill(accounts[who])
  await page.getByLabel("Password", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"))
}

type Fixtures = {
  signIn: (who: Account) => Promise<void>
  /** Another person in another browser. */
  another: (who: Account) => Promise<Page>
}

/** The console stays clean in every story: an error in it fails the test. */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    const faults: string[] = []
    page.on("pageerror", (error) => faults.push(error.message))
    page.on("console", (message) => {
      if (message.type() === "error" && !/the server responded with a status of (4\d\d|503)/.test(message.text())) faults.push(message.text())
    })
    await use(page)
    expect(faults).toEqual([])
  },
  signIn: async ({ page }, use) => {
    await use((who) => signIn(page, who))
  },
  another: async ({ browser, baseURL }, use) => {
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = []
    await use(async (who) => {
      const context = await browser.newContext({ baseURL })
      contexts.push(context)
      const page = await context.newPage()
      await signIn(page, who)
      return page
    })
    for (const context of contexts) await context.close()
  },
})

export { expect, password }
