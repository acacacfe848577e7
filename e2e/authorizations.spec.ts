import { expect, test } from "./support/fixtures"
import { fillCredentials, openWizard, unique } from "./support/wizard"

const board = "/acme/authorizations"

test("AUT-30 AUT-31 AUT-32 AUT-15 Edit changes label and description, says that the rest stays, and leads to a new one", async ({
  page,
  signIn,
}) => {
  await signIn("owner")
  await page.goto(board)
  await page.getByRole("link", { name: "Business cloud", exact: true }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Business cloud" })).toBeVisible()
  const facts = page.getByRole("region", { name: "Facts" })
  for (const term of ["Label", "Provider", "Method", "Health", "Owner", "Created At", "Last Updated"])
    await expect(facts.getByRole("term").filter({ hasText: new RegExp(`^${term}$`) })).toBeVisible()
  const updated = facts.locator("dt", { hasText: "Last Updated" }).locator("xpath=following-sibling::dd").locator("time")
  const before = await updated.getAttribute("datetime")
  await page.getByRole("button", { name: "Edit", exact: true }).click()
  const dialog = page.getByRole("dialog", { name: "Edit authorization" })
  await expect(dialog.getByRole("textbox")).toHaveCount(2)
  await expect(dialog).toContainText("The configuration cannot be changed.")
  await expect(dialog.getByRole("link", { name: "Create a new authorization" })).toHaveAttribute("href", /platform=postgres/)
  const said = unique("Companies that buy in bulk")
  await dialog.getByLabel("Description").fill(said)
  await dialog.getByRole("button", { name: "Save" }).click()
  await expect(page.locator("main header").first()).toContainText(said)
  await expect.poll(() => updated.getAttribute("datetime")).not.toBe(before)
  // Whoever may only look has neither button.
  const there = page.url()
  await page.context().clearCookies()
  await signIn("editor")
  await page.goto(there)
  await expect(page.getByRole("heading", { level: 1, name: "Business cloud" })).toBeVisible()
  for (const name of ["Edit", "Delete", "Disconnect", "Check now"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0)
})

const sortable = [
  ["Label", "label"],
  ["Description", "description"],
  ["Provider", "provider"],
  ["Method", "method"],
  ["Status", "status"],
  ["Last checked", "checked"],
  ["Expires", "expires"],
  ["Requests 24 h", "requests"],
  ["Jobs", "jobs"],
  ["Created By", "creator"],
  ["Last Modified", "modified"],
] as const

test("AUT-60 AUT-61 AUT-62 AUT-63 AUT-64 AUT-65 AUT-66 every column of the dashboard sorts both ways, and says so", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto(board)
  const table = page.getByRole("table", { name: "Authorizations" })
  const names = table.getByRole("rowheader")
  await expect(names.first()).toBeVisible()
  const count = await names.count()
  for (const [header, sort] of sortable) {
    const head = table.getByRole("columnheader", { name: header })
    await head.getByRole("link").click()
    await expect(page).toHaveURL(new RegExp(`sort=${sort}$`))
    await expect(head).toHaveAttribute("aria-sort", "ascending")
    await head.getByRole("link").click()
    await expect(page).toHaveURL(new RegExp(`sort=${sort}&direction=desc$`))
    await expect(head).toHaveAttribute("aria-sort", "descending")
    expect(await names.count()).toBe(count)
  }
  const labelsNow = async () => (await names.allInnerTexts()).map((name) => name.trim().toLowerCase())
  await table.getByRole("columnheader", { name: "Label" }).getByRole("link").click()
  await expect.poll(labelsNow).toEqual((await labelsNow()).toSorted())
  await page.getByRole("link", { name: "What needs attention first" }).click()
  await expect(page).toHaveURL(/authorizations$/)
  await expect(table.getByRole("row").nth(1)).toContainText("Unhealthy")
})

test("AUT-60 AUT-67 search and filters narrow the dashboard and stand in the address; a row opens its summary", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto(board)
  await page.getByLabel("Search authorizations").fill("business")
  const names = page.getByRole("table", { name: "Authorizations" }).getByRole("rowheader")
  await expect(names).toHaveText(["Business finance", "Business cloud", "Old CRM"])
  await page.getByRole("button", { name: "Status any" }).click()
  await page.getByRole("link", { name: "Unhealthy", exact: true }).click()
  await expect(names).toHaveText(["Business finance"])
  await expect(page).toHaveURL(/q=business&status=Unhealthy|status=Unhealthy&q=business/)
  await page.reload()
  await expect(names).toHaveText(["Business finance"])
  await page.goto(`${board}?q=nothing+is+called+so`)
  await expect(page.getByRole("heading", { name: "No authorization matches" })).toBeVisible()
  await page.getByRole("link", { name: "Clear filters" }).click()
  await page
    .getByRole("table", { name: "Authorizations" })
    .getByRole("row")
    .filter({ hasText: "Loyalty archive" })
    .getByText("PostgreSQL")
    .click()
  await expect(page).toHaveURL(/\/authorizations\/con_\w+$/)
  await expect(page.getByRole("heading", { level: 1, name: "Loyalty archive" })).toBeVisible()
  // It is unhealthy, and says what can be done.
  const main = page.getByRole("main")
  for (const remedy of [/Check its permissions in PostgreSQL/, /Or create a new one/, /delete the unhealthy one/])
    await expect(main).toContainText(remedy)
})

test("AUT-22 AUT-24 Check now asks the selected ones at once and their answers come in by themselves; what cannot be asked is named", async ({
  page,
  signIn,
}) => {
  await signIn("owner")
  await page.goto(`${board}?sort=label&q=cloud`)
  const table = page.getByRole("table", { name: "Authorizations" })
  const checkedAt = (name: string) => table.getByRole("row").filter({ hasText: name }).locator("td[data-label='Last checked'] time").first()
  const before = await checkedAt("Business cloud").getAttribute("datetime")
  await page.getByRole("checkbox", { name: "Select Business cloud" }).check()
  const bar = page.getByRole("region", { name: "Selected authorizations" })
  await expect(bar).toContainText("1 selected")
  await bar.getByRole("button", { name: "Check now" }).click()
  await expect(page.getByText("1 authorization is being checked.")).toBeVisible()
  await expect(bar).toHaveCount(0)
  await expect
    .poll(
      async () =>
        (await checkedAt("Business cloud").isVisible()) && (await checkedAt("Business cloud").getAttribute("datetime")) !== before,
      {
        timeout: 30_000,
      },
    )
    .toBe(true)
  await page.goto(`${board}?q=Old+CRM`)
  await page.getByRole("checkbox", { name: "Select Old CRM" }).check()
  await bar.getByRole("button", { name: "Check now" }).click()
  const outcome = page.getByRole("dialog", { name: "Check of 1 authorization" })
  await expect(outcome).toContainText("is retired and is not checked any more")
})

test("AUT-33 Delete shows whom it affects and asks for the name; Disconnect is offered beside it, and can be undone", async ({
  page,
  signIn,
}) => {
  const label = unique("To go")
  await signIn("admin")
  await openWizard(page)
  await page.goto("/acme/connections/new?for=authorization&platform=postgres&step=credentials")
  await fillCredentials(page, { name: label, role: "consumer_web", label: "Label" })
  await page.getByRole("button", { name: "Choose access" }).click()
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.locator("main header").first()).toContainText("Healthy")
  await page.getByRole("button", { name: "Delete", exact: true }).click()
  const dialog = page.getByRole("dialog", { name: `Delete ${label}` })
  await expect(dialog).toContainText("teams lose access")
  await dialog.getByRole("button", { name: "Disconnect instead" }).click()
  const soft = page.getByRole("dialog", { name: `Disconnect ${label}` })
  await soft.getByRole("button", { name: "Disconnect", exact: true }).click()
  await expect(page.getByText("This authorization is disconnected.")).toBeVisible()
  await page.getByRole("button", { name: "Restore", exact: true }).click()
  await page
    .getByRole("dialog", { name: `Restore ${label}` })
    .getByRole("button", { name: "Restore" })
    .click()
  await expect(page.getByText("This authorization is disconnected.")).toHaveCount(0)
  await expect(page.locator("main header").first()).toContainText("Healthy")
  await page.getByRole("button", { name: "Delete", exact: true }).click()
  const last = dialog.getByRole("button", { name: "Permanently delete" })
  await expect(last).toHaveAttribute("aria-disabled", "true")
  await dialog.getByLabel(/to confirm/).fill(label)
  await last.click()
  await expect(page).toHaveURL(/\/acme\/authorizations$/)
  await expect(page.getByRole("link", { name: label, exact: true })).toHaveCount(0)
})
