import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { type Account, expect, test } from "./support/fixtures"

type Screen = { who?: Account; path: string; opens: string }
const screens: Screen[] = [
  { path: "/sign-in", opens: "Sign in" },
  { who: "admin", path: "/acme", opens: "Home" },
  { who: "business", path: "/acme", opens: "Home" },
  { who: "admin", path: "/acme/catalog", opens: "Catalog" },
  { who: "admin", path: "/acme/catalog/postgres", opens: "PostgreSQL" },
  { who: "admin", path: "/acme/connections", opens: "Connections" },
  { who: "admin", path: "/acme/connections/new", opens: "New Source Connection" },
  { who: "admin", path: "/acme/connections/new?platform=postgres&step=credentials", opens: "New Source Connection" },
  { who: "admin", path: "/acme/connections/new?platform=snowflake&step=method&for=authorization", opens: "New authorization" },
  { who: "admin", path: "/acme/authorizations", opens: "Authorizations" },
  { who: "admin", path: "/acme/jobs", opens: "Jobs" },
  { who: "admin", path: "/acme/jobs/new", opens: "New job" },
  { who: "admin", path: "/acme/panel/source-connections", opens: "Organization Management Panel" },
  { who: "admin", path: "/acme/panel/teams", opens: "Organization Management Panel" },
  { who: "admin", path: "/acme/panel/members", opens: "Organization Management Panel" },
  { who: "admin", path: "/acme/panel/general", opens: "Organization Management Panel" },
  { who: "consumer", path: "/acme/panel/members", opens: "Your role does not open this page" },
  { who: "consumer", path: "/acme/audiences", opens: "Audiences" },
  { who: "consumer", path: "/acme/audiences/new", opens: "New audience" },
  { who: "admin", path: "/acme/inbox", opens: "Inbox" },
  { who: "admin", path: "/acme/inbox/mail", opens: "Mail that was not sent" },
  { who: "admin", path: "/acme/help", opens: "Help" },
  { who: "admin", path: "/account", opens: "Your account" },
]
/** The pages of one connection, which are reached by its name. */
const tabs = ["Overview", "Access", "Schema", "Changes", "Settings"]
const widths = [360, 768, 1280, 1920]

/** Axe in light and in dark, the four widths, and what every page has once. */
async function expectSound(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1)
  await expect(page.getByRole("main")).toHaveCount(1)
  expect(await page.title()).toMatch(/\w/)
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze()
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([])
  }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    await expect.poll(beyond, `at ${width}`).toBeLessThanOrEqual(0)
  }
}

for (const { who, path, opens } of screens)
  test(`${path} as ${who ?? "a visitor"} has no fault that axe knows, in light and dark, and never scrolls sideways`, async ({
    page,
    signIn,
  }) => {
    if (who) await signIn(who)
    await page.goto(path)
    await expect(page.getByRole("heading", { level: 1, name: opens })).toBeVisible()
    await expectSound(page)
  })

for (const connection of ["Business cloud", "Business finance"])
  test(`every tab of ${connection} has no fault that axe knows, in light and dark, and never scrolls sideways`, async ({
    page,
    signIn,
  }) => {
    await signIn("owner")
    await page.goto("/acme/panel/source-connections")
    await page.getByRole("link", { name: connection, exact: true }).click()
    for (const tab of tabs) {
      await page.setViewportSize({ width: 1280, height: 800 })
      const link = page.getByRole("navigation", { name: "Connection" }).getByRole("link", { name: tab })
      await link.click()
      await expect(link).toHaveAttribute("aria-current", "page")
      await expect(page.getByRole("heading", { level: 1, name: connection })).toBeVisible()
      await expectSound(page)
    }
  })

for (const [list, name] of [
  ["authorizations", "Business cloud"],
  ["authorizations", "Loyalty archive"],
  ["authorizations", "Mail house"],
  ["jobs", "Buyers to the call center"],
] as const)
  test(`the page of ${name}, opened from ${list}, has no fault that axe knows, in light and dark, and never scrolls sideways`, async ({
    page,
    signIn,
  }) => {
    await signIn("admin")
    await page.goto(`/acme/${list}`)
    await page.getByRole("link", { name, exact: true }).click()
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()
    await expectSound(page)
  })

test("the first Tab shows the skip link, and Enter moves the keyboard into the page", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto("/acme/panel/source-connections")
  await expect(page.getByRole("table", { name: "Connections" })).toBeVisible()
  await page.keyboard.press("Tab")
  const skip = page.getByRole("link", { name: "Skip to content" })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("main")).toBeFocused()
})
