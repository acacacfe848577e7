import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) })
const openMenu = (page: Page, name: string) => page.getByRole("button", { name: `Actions for ${name}` }).click()

test("CON-10 the down arrow of a row offers what this person may do, and nothing else; the connection's header offers the same", async ({
  page,
  signIn,
  another,
}) => {
  await signIn("admin")
  await page.goto("/acme/panel/source-connections")
  await openMenu(page, "Consumer cloud")
  const menu = page.getByRole("menu")
  for (const name of ["Open", "Refresh", "Edit name and description", "Edit permissions"])
    await expect(menu.getByRole("menuitem", { name, exact: true })).toBeVisible()
  await menu.getByRole("menuitem", { name: "Edit name and description" }).click()
  await expect(page.getByRole("dialog").getByLabel("Name", { exact: true })).toHaveValue("Consumer cloud")
  await page.getByRole("button", { name: "Cancel" }).click()
  await expect(page.getByRole("button", { name: "Actions for Consumer cloud" })).toBeFocused()

  const editor = await another("editor")
  await editor.goto("/acme/connections")
  await openMenu(editor, "Consumer cloud")
  await expect(editor.getByRole("menuitem")).toHaveText(["Open"])
  await editor.getByRole("menuitem", { name: "Open" }).click()
  await expect(editor.getByRole("heading", { level: 1 })).toContainText("Consumer cloud")
  await openMenu(editor, "Consumer cloud")
  await expect(editor.getByRole("menuitem", { name: "Edit permissions" })).toHaveCount(0)
  await expect(rowOf(editor, "Consumer cloud")).toHaveCount(0)
})

test("ACC-11 ACC-15 making a connection private shows whom it affects first; then only its owner uses it, and only its owner shares it again", async ({
  page,
  signIn,
  another,
}) => {
  const name = "Edith's sandbox"
  const editor = await another("editor")
  await editor.goto("/acme/connections")
  await editor.getByRole("link", { name, exact: true }).click()
  await expect(editor.getByRole("heading", { level: 1 })).toContainText(name)
  await openMenu(editor, name)
  await editor.getByRole("menuitem", { name: "Edit permissions" }).click()
  await editor.getByRole("radio", { name: "All teams" }).check()
  await editor.getByRole("button", { name: "Save", exact: true }).click()
  await expect(editor.getByText("Team access saved")).toBeVisible()

  await signIn("admin")
  await page.goto("/acme/panel/source-connections")
  await expect(rowOf(page, name)).toContainText("All teams")
  await openMenu(page, name)
  await page.getByRole("menuitem", { name: "Make private" }).click()
  const window = page.getByRole("dialog", { name: `Make ${name} private` })
  await expect(window).toContainText("Edith Editor")
  await expect(window.getByRole("heading", { name: /people lose access/ })).toBeVisible()
  await window.getByRole("button", { name: "Make private" }).click()
  await expect(rowOf(page, name)).toContainText("Private")
  await openMenu(page, name)
  await expect(page.getByRole("menuitem", { name: "Make private" })).toHaveCount(0)
  await expect(page.getByRole("menuitem", { name: "Edit permissions" })).toHaveCount(0)
})
