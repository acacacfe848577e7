import type { Page } from "@playwright/test"
import { expect, password, test, typeCredentials } from "./support/fixtures"
import { foundOrganization } from "./support/plenty"
import { unique } from "./support/wizard"

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) })
const bar = (page: Page) => page.getByRole("region", { name: "Selected connections" })
/** A press before the page's program is there selects nothing: it is made again. */
const select = (page: Page, name: string) =>
  expect(async () => {
    const box = page.getByRole("checkbox", { name: `Select ${name}`, exact: true })
    if ((await rowOf(page, name).getAttribute("aria-selected")) !== "true") await box.click()
    await expect(rowOf(page, name)).toHaveAttribute("aria-selected", "true", { timeout: 2_000 })
  }).toPass()
const said = (page: Page) => page.locator('[data-slot="live-region"]')

test("ACC-11 CON-9 many are made private with one preview of all together; what is refused is named, stays selected, and the rest is shared again", async ({
  page,
  signIn,
}) => {
  const mine = ["Consumer web events", "Loyalty archive"]
  const another = "Edith's sandbox"
  await signIn("admin")
  await page.goto("/acme/panel/source-connections")
  for (const name of [...mine, another]) await select(page, name)
  await expect(bar(page)).toContainText("3 selected")
  await expect(said(page)).toHaveText("3 selected")

  await bar(page).getByRole("button", { name: "Make private" }).click()
  const window = page.getByRole("dialog", { name: "Make 3 connections private" })
  await expect(window.getByRole("heading", { name: /people lose access/ })).toBeVisible()
  // Each person once, with what they lose altogether.
  await expect(window.getByRole("listitem").filter({ hasText: "Edith Editor" })).toContainText("2 connections")
  await expect(window.getByRole("heading", { name: "2 of 3 connections will change" })).toBeVisible()
  await expect(window.getByRole("listitem").filter({ hasText: another })).toContainText("This connection is private already.")
  await window.getByRole("button", { name: "Make private" }).click()
  const results = window.getByRole("list", { name: "Results" })
  await expect(results.getByRole("listitem").filter({ hasText: another })).toContainText("Refused")
  for (const name of mine) await expect(results.getByRole("listitem").filter({ hasText: name })).toContainText("Done")
  await window.getByRole("button", { name: "Close" }).first().click()

  await expect(bar(page)).toContainText("1 selected")
  await expect(rowOf(page, another)).toHaveAttribute("aria-selected", "true")
  for (const name of mine) await expect(rowOf(page, name)).toContainText("Private")
  const refused = bar(page).getByRole("button", { name: "Make private" })
  await expect(refused).toHaveAttribute("aria-disabled", "true")
  await refused.hover()
  await expect(page.getByRole("tooltip")).toHaveText("What you selected is private already.")
  await bar(page).getByRole("button", { name: "Clear selection" }).click()
  await expect(bar(page)).toHaveCount(0)

  for (const name of mine) await select(page, name)
  await bar(page).getByRole("button", { name: "Assign teams" }).click()
  const teams = page.getByRole("dialog", { name: "Assign teams to 2 connections" })
  await expect(teams.getByText("No team is selected")).toBeVisible()
  await teams.getByRole("checkbox", { name: "Consumer" }).check()
  await teams.getByRole("button", { name: "Continue" }).click()
  await expect(teams.getByText("Nobody loses access by this")).toBeVisible()
  await teams.getByRole("button", { name: "Back" }).click()
  await teams.getByRole("radio", { name: "All teams" }).check()
  await teams.getByRole("button", { name: "Continue" }).click()
  await teams.getByRole("button", { name: "Assign teams" }).click()
  await expect(teams.getByText("2 done, 0 refused.")).toBeVisible()
  await teams.getByRole("button", { name: "Close" }).first().click()
  for (const name of mine) await expect(rowOf(page, name)).toContainText("All teams")
})

test("many are disconnected and had back; by keys alone", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto("/acme/panel/source-connections")
  const name = "Consumer web events"
  await select(page, name)
  const box = page.getByRole("checkbox", { name: `Select ${name}`, exact: true })
  await box.focus()
  await page.keyboard.press("Space")
  await expect(bar(page)).toHaveCount(0)
  await page.keyboard.press("Space")
  await expect(bar(page)).toContainText("1 selected")
  for (const [label, state] of [
    ["Disconnect", "disconnected"],
    ["Restore", "Active"],
  ] as const) {
    if (!(await bar(page).isVisible())) await select(page, name)
    await bar(page).getByRole("button", { name: label, exact: true }).focus()
    await page.keyboard.press("Enter")
    const window = page.getByRole("dialog", { name: `${label} 1 connection` })
    const act = window.getByRole("button", { name: label, exact: true })
    await expect(act).not.toHaveAttribute("aria-disabled", "true")
    await act.focus()
    await page.keyboard.press("Enter")
    await expect(window.getByText("1 done, 0 refused.")).toBeVisible()
    await page.keyboard.press("Escape")
    await expect(window).toHaveCount(0)
    await expect(rowOf(page, name)).toContainText(state)
  }
})

test("all that match a filter are selected, over pages and sortings, and above 200 it is said how far it goes", async ({ page }) => {
  const slug = unique("many").replace(" ", "-")
  const plenty = await foundOrganization(slug)
  await plenty.add(60, "postgres")
  await plenty.add(150, "mysql")
  await plenty.end()
  await page.goto("/sign-in")
  await typeCredentials(page, plenty.email, password)
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"))

  await page.goto(`/${slug}/panel/source-connections?source=postgres`)
  const whole = page.getByRole("checkbox", { name: "Select all on this page" })
  await expect(async () => {
    if (!(await whole.isChecked())) await whole.click()
    await expect(bar(page)).toContainText("50 selected", { timeout: 2_000 })
  }).toPass()
  await bar(page).getByRole("button", { name: "Select all 60 that match" }).click()
  await expect(bar(page)).toContainText("60 selected")
  await expect(bar(page)).toContainText("All 60 connections that match are selected.")
  await expect(said(page)).toHaveText("All 60 connections that match are selected.")
  await page.getByRole("link", { name: "Next" }).click()
  await expect(page.getByRole("row", { selected: true })).toHaveCount(10)
  await page.getByRole("link", { name: "Created" }).click()
  await expect(page).toHaveURL(/sort=created/)
  await expect(bar(page)).toContainText("60 selected")
  await expect(page.getByRole("row", { selected: true })).toHaveCount(50)
  await page.getByRole("row", { selected: true }).first().getByRole("checkbox").click()
  await expect(bar(page)).toContainText("59 selected")
  await expect(bar(page)).not.toContainText("that match are selected")
  await bar(page).getByRole("button", { name: "Clear selection" }).click()
  await expect(said(page)).toHaveText("Nothing is selected")

  await page.goto(`/${slug}/panel/source-connections`)
  await expect(async () => {
    if (!(await whole.isChecked())) await whole.click()
    await expect(bar(page)).toContainText("50 selected", { timeout: 2_000 })
  }).toPass()
  await bar(page).getByRole("button", { name: "Select all 210 that match" }).click()
  await expect(bar(page)).toContainText("The first 200 of 210 that match are selected: one act takes no more.")
})

test("only the panel's table selects", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto("/acme/connections")
  await expect(rowOf(page, "Consumer cloud")).toBeVisible()
  await expect(page.getByRole("checkbox", { name: /^Select / })).toHaveCount(0)
})
