import { expect, test } from "./support/fixtures"
import { chooseMethod, fillCredentials, openWizard, unique } from "./support/wizard"

const board = "/acme/authorizations"
const steps = (page: import("@playwright/test").Page) => page.getByRole("list", { name: "Steps" })

test("AUT-2 AUT-3 AUT-9 CAT-15 without a provider no step is reached; with one, exactly its methods are offered, each with what it enables and where to read on", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  for (const step of ["method", "credentials", "access"]) {
    await page.goto(`/acme/connections/new?for=authorization&step=${step}`)
    await expect(page.getByRole("heading", { name: "Choose the provider" })).toBeVisible()
    await expect(steps(page).locator("[aria-current=step]")).toContainText("Provider")
    await expect(steps(page).getByRole("link")).toHaveCount(0)
  }
  await page.getByRole("link", { name: "Snowflake", exact: true }).click()
  await expect(page.getByRole("radio")).toHaveCount(3)
  for (const method of ["Key pair", "Programmatic access token", "OAuth client"]) {
    const radio = page.getByRole("radio", { name: method })
    await expect(radio).toHaveAccessibleDescription(/Enables you to build audiences with live counts/)
  }
  await expect(page.getByRole("link", { name: /What Snowflake says about it/ }).first()).toHaveAttribute(
    "href",
    /^https:\/\/docs\.snowflake\.com\//,
  )
  await expect(page.getByRole("link", { name: /set-up guide for Snowflake/ })).toHaveAttribute("href", /catalog\/snowflake#set-up-guide$/)
  // The step after it waits for one.
  await page.goto("/acme/connections/new?for=authorization&platform=gcs&step=credentials")
  await expect(steps(page).locator("[aria-current=step]")).toContainText("Method")
  for (const radio of await page.getByRole("radio").all()) await expect(radio).not.toBeChecked()
  await page.getByRole("button", { name: "Use this method" }).click()
  await expect(page.getByRole("group", { name: /let you in/ })).toContainText("Choose a method.")
  await page.goto("/acme/connections/new?for=authorization&platform=snowflake")
  await chooseMethod(page, "Key pair")
  await expect(page.getByLabel("Private key", { exact: true })).toBeVisible()
})

test("AUT-1 AUT-4 AUT-8 Create New leads through the wizard in the words of its page and back to the summary; a label is needed, a description is not", async ({
  page,
  signIn,
}) => {
  const label = unique("Login")
  await signIn("owner")
  await openWizard(page)
  await page.goto(board)
  await page.getByRole("link", { name: "Create New" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "New authorization" })).toBeVisible()
  await page.getByRole("link", { name: "PostgreSQL", exact: true }).click()
  // One method: its step has passed by itself, and can be looked at.
  await expect(steps(page).locator("[aria-current=step]")).toContainText("Configuration")
  await expect(steps(page).getByRole("link", { name: "Method" })).toBeVisible()
  await page.getByRole("button", { name: "Choose access" }).click()
  await expect(page.getByLabel("Label", { exact: true })).toBeFocused()
  await expect(page.getByLabel("Label", { exact: true })).toHaveAccessibleDescription(/Give the authorization a label/)
  await fillCredentials(page, { name: label, role: "consumer_web", label: "Label" })
  await expect(page.getByLabel("Description", { exact: true })).toHaveValue("")
  await page.getByRole("button", { name: "Choose access" }).click()
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page).toHaveURL(/\/acme\/authorizations\/con_\w+$/)
  await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible()
  await expect(page.locator("main header").first()).toContainText("Healthy")
})

test("CAT-15 New Source Connection and Catalog lead into the same wizard, in the words of connections", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto("/acme/panel/source-connections")
  await page.getByRole("link", { name: "New Source Connection" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "New Source Connection" })).toBeVisible()
  await expect(steps(page).getByRole("listitem")).toHaveText(
    ["Source", "Method", "Configuration", "Access"].map((word) => new RegExp(word)),
  )
  await page.goto("/acme/catalog/mysql")
  await page.getByRole("link", { name: "Connect", exact: true }).click()
  await expect(steps(page).locator("[aria-current=step]")).toContainText("Configuration")
  await expect(page.getByLabel("Name", { exact: true })).toBeVisible()
  await steps(page).getByRole("link", { name: "Method" }).click()
  await expect(page.getByRole("radio", { name: "User and password" })).toBeChecked()
})
