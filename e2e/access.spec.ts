import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"

const panel = "/acme/panel/source-connections"
const name = "Consumer web events"

async function openAccess(page: Page) {
  await page.goto(panel)
  await page.getByRole("link", { name }).click()
  await expect(page.getByRole("heading", { name: "Select teams" })).toBeVisible()
}

async function save(page: Page) {
  await page.getByRole("button", { name: "Save", exact: true }).click()
  // Whoever takes access away sees from whom, and saves again.
  const window = page.getByRole("dialog").getByRole("button", { name: "Save" })
  const saved = page.getByText("Team access saved").last()
  await expect(window.or(saved).first()).toBeVisible()
  if (await window.isVisible()) await window.click()
  await expect(saved).toBeVisible()
}

/** Gives the connection back to all teams, whatever a test left behind. */
test.afterEach(async ({ another }) => {
  const owner = await another("owner")
  await openAccess(owner)
  const all = owner.getByRole("radio", { name: "All teams" })
  if (await all.isChecked()) return
  await all.check()
  await save(owner)
})

const picker = (page: Page) => page.getByRole("list", { name: "Connections" })

test("ACC-1 ACC-2 ACC-3 ACC-5 all teams at first; deselecting a team and saving takes the connection away from it, selecting it gives it back", async ({
  page,
  signIn,
  another,
}) => {
  await signIn("admin")
  const [consumer, business] = [await another("consumer"), await another("business")]
  for (const marketer of [consumer, business]) {
    await marketer.goto("/acme/audiences/new")
    await expect(picker(marketer).getByRole("button", { name })).toBeVisible()
  }
  await openAccess(page)
  for (const team of ["Consumer", "Business"]) await expect(page.getByRole("checkbox", { name: team })).toBeChecked()

  await page.getByRole("checkbox", { name: "Business" }).uncheck()
  await expect(page.getByText(/Business loses access/)).toBeVisible()
  await business.reload()
  await expect(picker(business).getByRole("button", { name })).toBeVisible()

  await save(page)
  await business.reload()
  await expect(picker(business).getByRole("button", { name: "Business cloud" })).toBeVisible()
  await expect(picker(business).getByRole("button", { name })).toHaveCount(0)
  await consumer.reload()
  await expect(picker(consumer).getByRole("button", { name })).toBeVisible()

  await page.getByRole("checkbox", { name: "Business" }).check()
  await expect(page.getByText(/Business gains access/)).toBeVisible()
  await save(page)
  await business.reload()
  await expect(picker(business).getByRole("button", { name })).toBeVisible()
})

test("ACC-4 a team that lost the connection in mid-form is refused by the server when it saves", async ({ page, signIn, another }) => {
  await signIn("business")
  await page.goto("/acme/audiences/new")
  await page.getByLabel("Name", { exact: true }).fill("Too late")
  await picker(page).getByRole("button", { name }).click()
  await page
    .getByRole("list", { name: "Tables" })
    .getByRole("button", { name: /^web\.events/ })
    .click()
  await expect(page.getByText(/took \d/)).toBeVisible()

  const admin = await another("admin")
  await openAccess(admin)
  await admin.getByRole("checkbox", { name: "Business" }).uncheck()
  await save(admin)

  await page.getByRole("button", { name: "Save audience" }).click()
  await expect(page.getByRole("alert").filter({ hasText: /connection/i })).toBeVisible()
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Too late")
  await page.goto("/acme/audiences")
  await expect(page.getByRole("heading", { level: 1, name: "Audiences" })).toBeVisible()
  await expect(page.getByText("Too late")).toHaveCount(0)
})

test("ORG-11 a member without a seat sees shared connections, cannot use them, and reads why; a seat makes them usable", async ({
  page,
  signIn,
  another,
}) => {
  await signIn("noSeat")
  await page.goto("/acme/audiences/new")
  const choice = picker(page).getByRole("button", { name: "Consumer cloud" })
  await expect(choice).toBeDisabled()
  await expect(choice).toContainText(/seat/i)

  const admin = await another("admin")
  const setSeat = async (wanted: boolean) => {
    await admin.goto("/acme/panel/members")
    await admin.getByRole("button", { name: "Actions for Nora Noseat" }).click()
    await admin.getByRole("menuitem", { name: "Change role, seat and teams" }).click()
    await admin.getByRole("checkbox", { name: "Seat in the subscription" }).setChecked(wanted)
    const save = admin.getByRole("button", { name: "Save member" })
    await save.click()
    if (!wanted) {
      // Whoever takes a seat sees what stops with it, and saves again.
      await expect(admin.getByText("1 person loses access")).toBeVisible()
      await save.click()
    }
    await expect(admin.getByText("Nora Noseat saved")).toBeVisible()
  }
  await setSeat(true)
  await page.reload()
  await expect(choice).toBeEnabled()
  await setSeat(false)
  await page.reload()
  await expect(choice).toBeDisabled()
})

test("bad input: of two admins who edit at once, both keep what they changed or the second is told, and nothing is lost", async ({
  page,
  signIn,
  another,
}) => {
  await signIn("admin")
  const owner = await another("owner")
  await openAccess(page)
  await openAccess(owner)
  await page.getByRole("checkbox", { name: "Business" }).uncheck()
  await owner.getByRole("checkbox", { name: "Consumer" }).uncheck()
  await save(page)
  await owner.getByRole("button", { name: "Save", exact: true }).click()

  await expect(owner.getByRole("alert").filter({ hasText: /changed|meanwhile|somebody/i })).toBeVisible()
  await expect(owner.getByRole("checkbox", { name: "Consumer" })).not.toBeChecked()
  await owner.getByRole("button", { name: "Keep my choice and look again" }).click()
  await save(owner)
  await owner.goto(panel)
  await expect(owner.getByRole("row").filter({ hasText: name })).toContainText(/Business|No team/)
})
