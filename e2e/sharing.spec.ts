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
