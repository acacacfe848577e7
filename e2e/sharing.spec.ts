import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import { fillCredentials, openWizard, unique } from "./support/wizard"

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) })
const openMenu = (page: Page, name: string) => page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click()

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
  await expect(page.getByRole("button", { name: "Actions for Consumer cloud", exact: true })).toBeFocused()

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
  await editor.getByRole("radio", { name: "Everyone" }).check()
  await editor.getByRole("button", { name: "Save", exact: true }).click()
  await expect(editor.getByText("Permissions saved")).toBeVisible()

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

test("ACC-42 ACC-43 ACC-44 CON-8 ACC-50 permissions name a person with a last day, warn first, and everybody's table shows it at once", async ({
  page,
  signIn,
  another,
}) => {
  const name = "Edith's sandbox"
  const [editor, business, consumer] = [await another("editor"), await another("business"), await another("consumer")]
  await signIn("admin")
  await page.goto("/acme/panel/source-connections")
  await expect(rowOf(page, name)).toContainText("Private")

  await editor.goto("/acme/connections")
  await openMenu(editor, name)
  await editor.getByRole("menuitem", { name: "Edit permissions" }).click()
  const window = editor.getByRole("dialog", { name: `Edit permissions of ${name}` })
  await expect(window.getByText("After Save, only Edith Editor, its owner, can use it.")).toBeVisible()
  await expect(window.getByText("Sharing may reveal resources")).toHaveCount(0)
  await window.getByRole("radio", { name: "Specific teams and people" }).check()
  await expect(window.getByText("Sharing may reveal resources that others could not see.")).toBeVisible()
  await expect(window.getByText(/sees \d+ tables? in \d+ schemas?/)).toBeVisible()
  await window.getByRole("checkbox", { name: "Milan Marketer" }).check()
  await window.getByLabel("Last day for Milan Marketer").fill("2031-12-03")
  await expect(window.getByText("After Save, Milan Marketer until 3 Dec 2031 can use it, and Edith Editor, its owner.")).toBeVisible()
  await window.getByRole("button", { name: "Save" }).click()
  await expect(editor.getByText("Permissions saved")).toBeVisible()
  await expect(rowOf(page, name)).toContainText("1 person until 3 Dec 2031")

  for (const [marketer, sees] of [
    [business, 1],
    [consumer, 0],
  ] as const) {
    await marketer.goto("/acme/audiences/new")
    const list = marketer.getByRole("list", { name: "Connections" })
    await expect(list.getByRole("button").first()).toBeVisible()
    await expect(list.getByRole("button", { name })).toHaveCount(sees)
  }

  await openMenu(editor, name)
  await editor.getByRole("menuitem", { name: "Edit permissions" }).click()
  await window.getByRole("radio", { name: "Private" }).check()
  await window.getByRole("button", { name: "Save" }).click()
  const impact = editor.getByRole("dialog", { name: `Take access to ${name} away` })
  await expect(impact.getByText("Milan Marketer")).toBeVisible()
  await impact.getByRole("button", { name: "Save" }).click()
  await expect(rowOf(page, name)).toContainText("Private")
})

test("CRE-10 CRE-11 ACC-44 the connect form asks whether to share, with the caution; of client accounts only an agency is asked", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await openWizard(page)
  await fillCredentials(page, { name: unique("Asked"), role: "consumer_web" })
  await page.getByRole("button", { name: "Choose access" }).click()
  const own = page.getByRole("checkbox", { name: "Share this connection with your team" })
  await expect(own).toBeChecked()
  await expect(page.getByText("Sharing may reveal resources that others could not see.")).toBeVisible()
  await expect(page.getByText("Share this connection with your client accounts")).toHaveCount(0)
  await own.uncheck()
  await expect(page.getByText("Private: only you use it.")).toBeVisible()
  await expect(page.getByText("Sharing may reveal resources")).toHaveCount(0)
})
