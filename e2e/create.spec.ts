import { expect, test } from "./support/fixtures"
import { freezeSource } from "./support/source"
import { fillCredentials, openWizard, saveConnection, statusOf, unique } from "./support/wizard"

const panel = "/acme/panel/source-connections"

test("CRE-1 CRE-5 LIM-9 New Source Connection asks for the data cloud first; each platform then asks its own questions and says whom to let in", async ({
  page,
  signIn,
}) => {
  await signIn("owner")
  await page.goto(panel)
  await page.getByRole("link", { name: "New Source Connection" }).click()
  await expect(page.getByRole("heading", { name: "Select your data cloud" })).toBeVisible()
  await page.getByRole("link", { name: "PostgreSQL", exact: true }).click()
  await expect(page.getByLabel("Port", { exact: true })).toHaveValue("5432")
  await expect(page.getByLabel(/^Schemas/)).toHaveCount(1)
  await expect(page.getByRole("main")).toContainText("Use a dedicated read-only account")
  await expect(page.getByRole("heading", { name: "Addresses to allow" })).toBeVisible()

  await page.goto("/acme/connections/new?platform=mysql&step=credentials")
  await expect(page.getByLabel("Port", { exact: true })).toHaveValue("3306")
  await expect(page.getByLabel(/^Schemas/)).toHaveCount(0)
})

test("CRE-2 CRE-3 CRE-6 CRE-7 VAL-1 VAL-2 VAL-3 Save makes a row that is Processing; it stands on the tab at once and turns Active by itself", async ({
  page,
  signIn,
  another,
}) => {
  const name = unique("Events")
  await signIn("admin")
  const watcher = await another("owner")
  await watcher.goto(panel)
  await expect(watcher.getByRole("table", { name: "Connections" })).toBeVisible()
  await openWizard(page)
  await fillCredentials(page, { name, role: "consumer_web" })

  const thaw = freezeSource()
  try {
    await saveConnection(page)
    await expect(statusOf(page)).toContainText("Processing")
    await expect(page.getByText("typically takes 1–5 minutes")).toBeVisible()
    await expect(watcher.getByRole("row").filter({ hasText: name })).toContainText("Processing")
  } finally {
    thaw()
  }
  await expect(statusOf(page)).toContainText("Active")
  await expect(watcher.getByRole("row").filter({ hasText: name })).toContainText("Active")
  await expect(watcher.getByRole("row").filter({ hasText: name })).toContainText("All teams")
})

test("CRE-4 an empty form is refused field by field, and the first of them has the keyboard", async ({ page, signIn }) => {
  await signIn("admin")
  await openWizard(page)
  await page.getByRole("button", { name: "Choose access" }).click()
  const name = page.getByLabel("Name", { exact: true })
  await expect(name).toBeFocused()
  await expect(name).toHaveAccessibleDescription(/Give the connection a name/)
  await expect(page.getByLabel("Host", { exact: true })).toHaveAccessibleDescription(/Enter host/)
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/Enter password/)
  await expect(page).toHaveURL(/step=credentials/)
})

test("the draft comes back after a reload without its secret, and a pasted string never stays in the box", async ({ page, signIn }) => {
  await signIn("editor")
  await openWizard(page)
  await fillCredentials(page, { name: "Half a form", role: "consumer_web" })
  await expect(page.getByLabel(/^Paste a connection string/)).toHaveValue("")
  const kept = page.waitForResponse((response) => response.request().postData()?.includes("Half a form, later") === true)
  await page.getByLabel("Name", { exact: true }).fill("Half a form, later")
  await page.keyboard.press("Tab")
  await kept
  await page.reload()
  await expect(page.getByText("Your draft is back.")).toBeVisible()
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Half a form, later")
  await expect(page.getByLabel("Database", { exact: true })).toHaveValue("consumer_cloud")
  // Who signs in is sealed with the password: neither is ever kept in a draft.
  for (const label of ["User", "Password"]) await expect(page.getByLabel(label, { exact: true })).toHaveValue("")
})

test("what an editor connects starts private: only they are offered it", async ({ page, signIn, another }) => {
  const name = unique("Of my own")
  await signIn("editor")
  await openWizard(page)
  await fillCredentials(page, { name, role: "consumer_web" })
  await saveConnection(page)
  await expect(statusOf(page)).toContainText("Active")
  await page.goto("/acme/audiences/new")
  await expect(page.getByRole("list", { name: "Connections" }).getByText(name)).toBeVisible()
  const marketer = await another("consumer")
  await marketer.goto("/acme/audiences/new")
  await expect(marketer.getByRole("list", { name: "Connections" }).getByText("Consumer cloud")).toBeVisible()
  await expect(marketer.getByText(name)).toHaveCount(0)
})
