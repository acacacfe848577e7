import type { Page } from "@playwright/test"
import { expect, test, whole } from "./support/fixtures"

const panel = "/acme/panel/source-connections"
const program = /\/_next\/static\/chunks\/.*\.js$/
const widths = (page: Page) =>
  page.getByRole("columnheader").evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().width))
const row = (page: Page) => page.getByRole("row").filter({ hasText: "Consumer web events" })

test("CON-9 a press in a row opens its connection, though the page's program has not come", async ({ page, signIn }) => {
  await signIn("admin")
  await page.route(program, () => {})
  await page.goto(`${panel}?q=web%20events`, { waitUntil: "commit" })
  await row(page).getByRole("cell", { name: "Source", exact: true }).click()
  await expect(page).toHaveURL(/\/access$/)
  await page.unrouteAll({ behavior: "ignoreErrors" })
})

test("CON-9 a press that begins before the rest of the rows is drawn and ends after it opens what it began on", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  const { promise: pressed, resolve: press } = Promise.withResolvers<void>()
  await page.route(program, (route) => pressed.then(() => route.continue()))
  await page.goto(panel, { waitUntil: "commit" })
  await page.getByRole("link", { name: "Business finance", exact: true }).hover()
  await page.mouse.down()
  await expect(page.locator("tbody[aria-busy]")).toHaveCount(1)
  press()
  await whole(page)
  await page.mouse.up()
  await expect(page).toHaveURL(/\/access$/)
  await expect(page.getByRole("heading", { name: "Business finance" })).toBeVisible()
})

test("CON-9 a press in a row leaves its controls alone, and opens another tab with Ctrl", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto(panel)
  await whole(page)
  await row(page)
    .getByRole("button", { name: /^Actions/ })
    .click()
  await expect(page.getByRole("menu")).toBeVisible()
  await page.keyboard.press("Escape")
  const type = row(page).getByRole("cell", { name: "Source", exact: true })
  const [opened] = await Promise.all([page.context().waitForEvent("page"), type.click({ modifiers: ["ControlOrMeta"] })])
  await expect(opened).toHaveURL(/\/access$/)
  await expect(page).toHaveURL(panel)
})

test("columns stand where they stand, however long the words in a row are", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto(panel)
  await whole(page)
  const before = await widths(page)
  expect(before).toHaveLength(9)
  await page.locator("tbody td[data-label]").evaluateAll((cells) => {
    for (const cell of cells) cell.textContent = "x".repeat(80)
  })
  expect(await widths(page)).toEqual(before)
})
