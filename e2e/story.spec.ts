import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import { inSource } from "./support/source"
import { fillCredentials, openWizard, saveConnection, statusOf, unique } from "./support/wizard"

const role = "business_partial"
const panel = "/acme/panel/source-connections"
const asFound = [`revoke usage on schema sales from ${role}`, "alter table sales.orders drop column if exists sales_channel"]

test.beforeEach(() => inSource("business_cloud", ...asFound))
test.afterEach(() => inSource("business_cloud", ...asFound))

test("CRE-16 the main job, with no token of an interface anywhere: connect, grant what is missing, limit to a team, see a new column; one marketer uses it and the other does not", async ({
  page,
  signIn,
  another,
}) => {
  test.setTimeout(240_000)
  const name = unique("Wholesale")
  await signIn("admin")

  await test.step("CRE-1 CRE-2 CRE-3 VAL-1 VAL-4 the wizard saves a row, and its checks name the grant that is missing", async () => {
    await openWizard(page)
    await fillCredentials(page, { name, role, schemas: "crm, sales" })
    await saveConnection(page)
    const missing = page.getByRole("table", { name: "Permissions of this credential" }).getByRole("row").filter({ hasText: "required" })
    await expect(missing).toContainText("USAGE")
    await expect(missing).toContainText("sales")
    await expect(statusOf(page)).toContainText("Inactive")
  })

  await test.step("VAL-3 the script that is shown, run at the source, and Re-check make it Active without a reload", async () => {
    const script = await page.getByRole("region", { name: "Missing grants, for PostgreSQL" }).innerText()
    expect(script).toMatch(/GRANT USAGE ON SCHEMA "?sales"? TO "?business_partial"?;/)
    await inSource("business_cloud", script)
    await page.getByRole("button", { name: "Re-check" }).first().click()
    await expect(statusOf(page)).toContainText("Active", { timeout: 60_000 })
    await expect(statusOf(page)).not.toContainText("Inactive")
  })

  await test.step("CON-9 ACC-2 ACC-3 a click on its row leads to Select teams, where it is limited to one team", async () => {
    await page.goto(`${panel}?q=${encodeURIComponent(name)}`)
    await page.getByRole("link", { name, exact: true }).click()
    for (const team of ["Consumer", "Business"]) await expect(page.getByRole("checkbox", { name: team })).toBeChecked()
    await page.getByRole("checkbox", { name: "Consumer" }).uncheck()
    await expect(page.getByText(/Consumer loses access/)).toBeVisible()
    await page.getByRole("button", { name: "Save", exact: true }).click()
    // Whom it takes access from is seen before it is saved.
    const effect = page.getByRole("dialog")
    await expect(effect).toContainText("Consumer")
    await effect.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("Team access saved")).toBeVisible()
  })

  await test.step("SCH-2 SCH-5 SCH-8 a column is added, Refresh finds it, and Changes says so in words", async () => {
    await page.goto(`${panel}?q=${encodeURIComponent(name)}`)
    const row = page.getByRole("row").filter({ hasText: name })
    const time = row.locator("td[data-label='Last Schema Refresh'] time")
    await expect(time).toBeVisible()
    await expect(row).toContainText("Business")
    const before = await time.getAttribute("datetime")
    await inSource("business_cloud", "alter table sales.orders add column sales_channel text default 'field'")
    await row.getByRole("button", { name: "Refresh", exact: true }).click()
    await expect.poll(async () => (await time.isVisible()) && (await time.getAttribute("datetime")) !== before).toBe(true)
    await row.getByRole("link", { name }).click()
    await page.getByRole("navigation", { name: "Connection" }).getByRole("link", { name: "Changes" }).click()
    await expect(page.getByRole("heading", { name: "1 added" })).toBeVisible()
    await expect(page.getByRole("listitem").filter({ hasText: "sales.orders.sales_channel" })).toContainText("column added")
  })

  await test.step("AUD-1 AUD-6 the team's marketer picks it, counts live on the new column and saves an audience", async () => {
    const marketer = await another("business")
    await buildAudience(marketer, name)
  })

  await test.step("ACC-4 for the other team's marketer it does not exist", async () => {
    const other = await another("consumer")
    await other.goto("/acme/audiences/new")
    const offered = other.getByRole("list", { name: "Connections" })
    await expect(offered.getByRole("button", { name: "Consumer cloud" })).toBeVisible()
    await expect(offered.getByText(name)).toHaveCount(0)
    const answer = await other.goto(page.url())
    expect(await answer?.text()).not.toContain(name)
  })
})

async function buildAudience(page: Page, connection: string) {
  const [wanted] = await inSource(
    "business_cloud",
    "select count(*)::int as rows from sales.orders where contract and sales_channel = 'field'",
  )
  const audience = unique("Under contract")
  await page.goto("/acme/audiences/new")
  await page.getByLabel("Name", { exact: true }).fill(audience)
  await page.getByRole("list", { name: "Connections" }).getByRole("button", { name: connection }).click()
  await page
    .getByRole("list", { name: "Tables" })
    .getByRole("button", { name: /^sales\.orders/ })
    .click()
  await page.getByRole("button", { name: "Add condition" }).click()
  await page.getByLabel("Column of condition 1").selectOption("contract")
  await page.getByLabel("Comparison of condition 1").selectOption("is true")
  await page.getByRole("button", { name: "Add condition" }).click()
  await page.getByLabel("Column of condition 2").selectOption("sales_channel")
  await page.getByLabel("Comparison of condition 2").selectOption("is")
  await page.getByLabel("Text for sales_channel").fill("field")
  const rows = Number(wanted?.rows).toLocaleString("en-US")
  await expect(page.getByRole("region", { name: "Live count" }).getByText(rows, { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Save audience" }).click()
  await expect(page.getByRole("row").filter({ hasText: audience })).toContainText(rows)
}
