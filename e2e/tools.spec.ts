import { expect, test } from "./support/fixtures"
import { openWizard, saveConnection, statusOf, unique } from "./support/wizard"

const catalog = "/acme/catalog"

test("CAT-1 CAT-14 the catalog has a category for channel tools, and a tool that cannot be shared says so on its page", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto(catalog)
  await page
    .getByRole("navigation", { name: "Categories" })
    .or(page.getByRole("main"))
    .getByRole("link", { name: "Channel", exact: true })
    .first()
    .click()
  const platforms = page.getByRole("list", { name: "Platforms" })
  for (const name of ["SendGrid", "Slack", "Webhook"]) await expect(platforms.getByRole("link", { name, exact: true })).toBeVisible()
  await expect(platforms.getByRole("link", { name: "PostgreSQL", exact: true })).toHaveCount(0)

  await platforms.getByRole("link", { name: "Slack", exact: true }).click()
  await expect(page.getByRole("main")).toContainText("This platform does not support connection sharing")
  await page.goto(`${catalog}/sendgrid`)
  await expect(page.getByRole("main")).toContainText("Can be shared with teams")
  const own = page.getByRole("link", { name: /SendGrid on this method/ })
  await expect(own).toHaveAttribute("target", "_blank")
})

test("CAT-15 AUT-8 AUT-9 exactly the methods of a tool are offered, each with what it enables; a single one is preselected", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto("/acme/connections/new?platform=slack")
  const methods = page.getByRole("group", { name: /let you in/ })
  await expect(methods.getByRole("radio")).toHaveCount(2)
  for (const label of ["Bot token", "User token"]) await expect(methods.getByRole("radio", { name: label })).not.toBeChecked()
  await expect(methods).toContainText("look up contacts")
  await expect(methods.getByRole("link", { name: /What Slack says about it/ })).toHaveCount(2)

  // With a single one the step has passed by itself, and can be looked at.
  await page.goto("/acme/connections/new?platform=sendgrid")
  await expect(page.getByLabel("API key", { exact: true })).toBeVisible()
  await page.getByRole("main").getByRole("link", { name: "Method" }).click()
  await expect(methods.getByRole("radio")).toHaveCount(1)
  await expect(methods.getByRole("radio", { name: "API key" })).toBeChecked()
})

test("CRE-15 the credentials step recommends a dedicated account with the least rights, and names them", async ({ page, signIn }) => {
  await signIn("admin")
  for (const [platform, words, needed] of [
    ["postgres", "Use a dedicated read-only account, never a person's own.", "SELECT"],
    ["bigquery", "Use a dedicated read-only account, never a person's own.", "bigquery.jobs.create"],
    ["sendgrid", "Use a dedicated key or app with the least rights", "marketing.read"],
  ] as const) {
    await openWizard(page, platform, "acme", platform === "bigquery" ? "service-account" : "")
    await expect(page.getByRole("main")).toContainText(words)
    await expect(page.getByRole("main")).toContainText(needed)
  }
})

test("a tool is asked for its secret and nothing of databases; its page has no schema, no tables and no refresh", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await openWizard(page, "hubspot")
  await expect(page.getByLabel(/^Paste/)).toHaveCount(0)
  const name = unique("Hub")
  await page.getByLabel("Name", { exact: true }).fill(name)
  await page.getByLabel("Access token", { exact: true }).fill("not one, with spaces")
  await page.getByRole("button", { name: "Choose access" }).click()
  await expect(page.getByRole("main")).toContainText("This is no access token. Copy it again")
  await page.getByLabel("Access token", { exact: true }).fill("pat-eu1-11111111-2222-3333-4444-555555555555")
  await saveConnection(page)
  // There is no HubSpot here that knows it, and perhaps none that can be reached.
  await expect(statusOf(page)).toContainText("Inactive")
  const tabs = page.getByRole("navigation", { name: "Connection" })
  await expect(tabs.getByRole("link", { name: "Settings" })).toBeVisible()
  for (const tab of ["Schema", "Changes"]) await expect(tabs.getByRole("link", { name: tab })).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Refresh schema" })).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Re-check" }).first()).toBeVisible()
  await expect(page.getByRole("main")).not.toContainText(/Last Schema Refresh|no tables are visible/)
  const schema = await page.goto(`${page.url()}/schema`)
  expect(schema?.status()).toBe(404)

  await page.goto("/acme/panel/source-connections?q=Hub")
  const row = page.getByRole("row").filter({ hasText: name })
  await expect(row).toContainText("Destination")
  await expect(row).toContainText("No schema")
  await expect(row.getByRole("button", { name: "Refresh", exact: true })).toHaveCount(0)
})
