import { type BrowserContext, test as base, expect as expectBriefly, type Page } from "@playwright/test"

/** Every demo account has this password when the stack was started with PATCHBAY_DEMO_PASSWORD. */
export const password = process.env.PATCHBAY_DEMO_PASSWORD ?? "demo password for tests"

export const accounts = {
  owner: "owner@acme.test",
  admin: "admin@acme.test",
  editor: "editor@acme.test",
  editor2: "editor2@acme.test",
  consumer: "marketer-consumer@acme.test",
  business: "marketer-business@acme.test",
  noSeat: "marketer-noseat@acme.test",
  neighbour: "owner@globex.test",
  agencyOwner: "owner@northstar.test",
  agencyAdmin: "admin@northstar.test",
  agencyMember: "member@northstar.test",
  clientAdmin: "admin@client-a.test",
} as const
export type Account = keyof typeof accounts

/** Signs in as a person would, and waits for the console: a session of its own, which may be ended. */
export async function signInAnew(page: Page, who: Account) {
  await page.goto("/sign-in")
  await typeCredentials(page, accounts[who], password)
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"))
}

export async function typeCredentials(page: Page, email: string, secret: string) {
  await page.getByLabel("Email").fill(email)
  await page.getByLabel("Password", { exact: true }).fill(secret)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
}

/** A machine that builds, serves and tests at once may take its time. */
export const expect = expectBriefly.configure({ timeout: 15_000 })

/** A long table arrives with what a screen shows; the rest is drawn once the page is alive. */
export const whole = (page: Page) => expect(page.locator("tbody[aria-busy]")).toHaveCount(0)

/** The menu comes with the page's program: a click before that is said again. */
export async function signOut(page: Page) {
  const item = page.getByRole("menuitem", { name: "Sign out" })
  await expect(async () => {
    if (!(await item.isVisible())) await page.getByRole("button", { name: /your account/ }).click()
    await expect(item).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await item.click()
}

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>
type Fixtures = {
  /** Enters this test's own page with the account's shared session. Tests that end sessions use `signInAnew`. */
  signIn: (who: Account) => Promise<void>
  /** Another person, or nobody yet, in another browser. */
  another: (who?: Account) => Promise<Page>
}
type Shared = { sessions: Map<Account, Cookies> }

/** The console stays clean in every story: an error in it fails the test. */
function listen(page: Page, faults: string[]) {
  page.on("pageerror", (error) => faults.push(error.message))
  page.on("console", (message) => {
    if (message.type() === "error" && !/the server responded with a status of (4\d\d|503)/.test(message.text())) faults.push(message.text())
  })
}

async function enter(page: Page, who: Account, sessions: Shared["sessions"]) {
  const kept = sessions.get(who)
  if (kept) return page.context().addCookies(kept)
  await signInAnew(page, who)
  sessions.set(who, await page.context().cookies())
}

export const test = base.extend<Fixtures, Shared>({
  sessions: [({ browserName: _ }, use) => use(new Map()), { scope: "worker" }],
  page: async ({ page }, use) => {
    const faults: string[] = []
    listen(page, faults)
    await use(page)
    expect(faults).toEqual([])
  },
  signIn: async ({ page, sessions }, use) => {
    await use((who) => enter(page, who, sessions))
  },
  another: async ({ browser, baseURL, sessions }, use) => {
    const contexts: BrowserContext[] = []
    const faults: string[] = []
    await use(async (who) => {
      const context = await browser.newContext({ baseURL })
      contexts.push(context)
      const page = await context.newPage()
      listen(page, faults)
      if (who) await enter(page, who, sessions)
      return page
    })
    for (const context of contexts) await context.close()
    expect(faults).toEqual([])
  },
})
