import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import { fillCredentials, openWizard, saveConnection, statusOf, unique } from "./support/wizard"

const offered = (page: Page) => page.getByRole("list", { name: "Connections" })
const refreshes = (page: Page) => page.getByRole("table", { name: "Refreshes" })

/** From an open form to the saved query's own page. */
async function saveQuery(page: Page, { name, connection, destination }: { name: string; connection: string; destination: string }) {
  await page.getByLabel("Name", { exact: true }).fill(name)
  await page.getByLabel("Destination").selectOption(destination)
  await offered(page).getByRole("button", { name: connection }).click()
  await page.getByLabel("Search tables and columns").fill("loyalty_tier")
  await page
    .getByRole("list", { name: "Tables" })
    .getByRole("button", { name: /^crm\.customers/ })
    .click()
  await page.getByRole("button", { name: "None", exact: true }).click()
  for (const column of ["customer_id", "loyalty_tier"]) await page.getByRole("checkbox", { name: column, exact: true }).check()
  await page.getByRole("button", { name: "Add condition" }).click()
  await page.getByLabel("Column of condition 1").selectOption("loyalty_tier")
  await page.getByLabel("Text for loyalty_tier").fill("gold")
  await page.getByRole("button", { name: "Save query" }).click()
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()
}

test("ACC-6 ACC-10 ACC-11 ACC-13 a teammate refreshes an editor's query with the editor's connection, until the editor makes it private", async ({
  page,
  signIn,
  another,
}) => {
  test.slow()
  const [name, connection] = [unique("Gold sheet"), unique("Editor's cloud")]
  await signIn("editor")
  await openWizard(page)
  await fillCredentials(page, { name: connection, role: "consumer_reader" })
  await saveConnection(page, "All teams")
  await expect(statusOf(page)).toContainText("Active")
  const address = page.url()
  await page.goto("/acme/queries/new")
  await saveQuery(page, { name, connection, destination: "Google Sheets" })

  const teammate = await another("consumer")
  await teammate.goto(page.url())
  await expect(teammate.getByText("No rows yet")).toBeVisible()
  await teammate.getByRole("button", { name: "Refresh" }).click()
  const run = refreshes(teammate).getByRole("row").nth(1)
  await expect(run).toContainText("Fetched")
  for (const said of ["Maya Marketer", connection, "Edith Editor"]) await expect(run).toContainText(said)
  await expect(
    teammate
      .getByRole("table", { name: `Rows of ${name}` })
      .getByRole("row")
      .nth(1),
  ).toContainText("gold")
  const [file] = await Promise.all([teammate.waitForEvent("download"), teammate.getByRole("link", { name: "Download CSV" }).click()])
  expect(file.suggestedFilename()).toBe(`${name}.csv`)
  // What the teammate has done is on the maker's page without a reload.
  await expect(refreshes(page).getByRole("row").nth(1)).toContainText("Maya Marketer")

  const owner = await page.context().newPage()
  await owner.goto(address)
  await makePrivate(owner, connection)
  await teammate.getByRole("button", { name: "Refresh" }).click()
  await expect(refreshes(teammate).getByRole("row").nth(1)).toContainText("private connection")
  await expect(teammate.getByText("The rows are not shown to you")).toBeVisible()
  await page.getByRole("button", { name: "Refresh" }).click()
  await expect(refreshes(page).getByRole("row").nth(1)).toContainText("Fetched")
  await page.getByRole("button", { name: "Delete query" }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete query" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Queries" })).toBeVisible()
  await expect(page.getByRole("link", { name })).toHaveCount(0)
})

async function makePrivate(page: Page, name: string) {
  await page.getByRole("button", { name: `Actions for ${name}` }).click()
  await page.getByRole("menuitem", { name: "Make private" }).click()
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: "Make private" }).click()
  await expect(page.getByText(`${name} is private`)).toBeVisible()
}

test("ACC-14 CRE-13 who needs an account behind a private connection connects their own, and finds the half-made query again", async ({
  page,
  signIn,
}) => {
  const [name, connection] = [unique("Dashboard feed"), unique("My own cloud")]
  await signIn("editor2")
  await page.goto("/acme/queries/new")
  await page.getByLabel("Name", { exact: true }).fill(name)
  await page.getByLabel("Destination").selectOption("Power BI")
  await expect(page.getByText("used only by the person who logged in")).toBeVisible()
  await page.getByRole("button", { name: "Connect a new one" }).click()
  await page.getByRole("link", { name: "PostgreSQL", exact: true }).click()
  await fillCredentials(page, { name: connection, role: "consumer_reader" })
  await page.getByRole("button", { name: "Choose access" }).click()
  await expect(page.getByRole("radio", { name: "All teams" })).toBeChecked()
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name)
  await expect(page.getByLabel("Destination")).toHaveValue("Power BI")
  await page.getByRole("button", { name: "Use it" }).click()
  await expect(page.getByText(connection).first()).toBeVisible()
})

test("ACC-40 ACC-51 a marketer adds two schemas of a shared connection as data sources, with no login", async ({ page, signIn }) => {
  await signIn("business")
  await page.goto("/acme/data-sources/new")
  await offered(page).getByRole("button", { name: "Business cloud" }).click()
  const accounts = page.getByRole("list", { name: "Accounts" })
  for (const account of ["crm", "web"]) {
    await accounts.getByRole("button", { name: `Add ${account}` }).click()
    await expect(accounts.getByRole("listitem").filter({ hasText: account })).toContainText("Added")
  }
  await expect(page.locator('input[type="password"]')).toHaveCount(0)
  await page.goto("/acme/data-sources")
  for (const account of ["crm", "web"]) {
    const row = page.getByRole("row").filter({ has: page.getByRole("button", { name: `Remove ${account}` }) })
    await expect(row).toContainText("Working")
    await row.getByRole("button", { name: `Remove ${account}` }).click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove data source" }).click()
    await expect(row).toHaveCount(0)
  }
})
