import { expect, test } from "./support/fixtures"
import { fillCredentials, openWizard, saveConnection, statusOf, unique } from "./support/wizard"

test("LIF-4 LIF-5 ACC-26 ACC-27 ACC-28 disconnect, restore and permanently delete are three steps, each with its effect shown", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  const name = unique("Leaving")
  await openWizard(page)
  await fillCredentials(page, { name, role: "consumer_web" })
  await saveConnection(page, "All teams")
  await expect(statusOf(page)).toContainText("Active", { timeout: 40_000 })
  const menu = async (label: string) => {
    await page.getByRole("button", { name: `Actions for ${name}` }).click()
    await page.getByRole("menuitem", { name: label, exact: true }).click()
  }
  await page.getByRole("button", { name: `Actions for ${name}` }).click()
  await expect(page.getByRole("menuitem", { name: "Permanently delete" })).toHaveCount(0)
  await page.keyboard.press("Escape")

  await menu("Disconnect")
  const dialog = page.getByRole("dialog", { name: `Disconnect ${name}` })
  await expect(dialog).toContainText("lose access")
  await dialog.getByRole("button", { name: "Disconnect", exact: true }).click()
  await expect(statusOf(page)).toContainText("disconnected")
  await expect(page.getByRole("main")).toContainText("It can be restored until")

  await menu("Restore")
  await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click()
  await expect(statusOf(page)).toContainText(/^(?!.*disconnected).*Active/s, { timeout: 40_000 })

  await page.getByRole("navigation", { name: "Connection" }).getByRole("link", { name: "Settings" }).click()
  await page.getByRole("main").getByRole("button", { name: "Disconnect", exact: true }).click()
  await dialog.getByRole("button", { name: "Disconnect", exact: true }).click()
  await page.getByRole("main").getByRole("button", { name: "Permanently delete", exact: true }).click()
  const last = page.getByRole("dialog", { name: `Permanently delete ${name}` })
  await expect(last.getByRole("button", { name: "Permanently delete" })).toHaveAttribute("aria-disabled", "true")
  await last.getByLabel(/to confirm/).fill(name)
  await last.getByRole("button", { name: "Permanently delete", exact: true }).click()
  await expect(page).toHaveURL(/\/acme\/connections$/)
  await expect(page.getByText(name)).toHaveCount(0)
})

test("ACC-24 new credentials that are wrong change nothing and say so; right ones take over, and can be undone for a day", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  const name = unique("Rotating")
  await openWizard(page)
  await fillCredentials(page, { name, role: "consumer_web" })
  await saveConnection(page, "Private")
  await expect(statusOf(page)).toContainText("Active", { timeout: 40_000 })
  const submit = async (secret: string) => {
    await page.getByRole("button", { name: `Actions for ${name}` }).click()
    await page.getByRole("menuitem", { name: "Reauthenticate" }).click()
    const dialog = page.getByRole("dialog", { name: `Reauthenticate ${name}` })
    await dialog.getByLabel("User", { exact: true }).fill("consumer_web")
    await dialog.getByLabel("Password", { exact: true }).fill(secret)
    await dialog.getByRole("button", { name: "Reauthenticate", exact: true }).click()
    await expect(dialog).toHaveCount(0)
  }
  await submit("not this one")
  await expect(page.getByRole("main")).toContainText("The last check did not pass", { timeout: 40_000 })
  await expect(statusOf(page)).toContainText("Active")
  await submit("demo-consumer-web")
  await expect(page.getByRole("main")).not.toContainText("The last check did not pass", { timeout: 40_000 })
  await page.getByRole("navigation", { name: "Connection" }).getByRole("link", { name: "Settings" }).click()
  await expect(page.getByRole("button", { name: "Undo reauthentication" })).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole("main")).toContainText("3, current")
})
