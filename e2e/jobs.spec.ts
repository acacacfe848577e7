import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import { openReceiver } from "./support/receiver"
import { chooseAccess, unique } from "./support/wizard"

type Receiver = Awaited<ReturnType<typeof openReceiver>>
let receiver: Receiver
test.beforeAll(async () => {
  receiver = await openReceiver()
})
test.afterAll(() => receiver?.close())

const main = (page: Page) => page.getByRole("main")
const header = (page: Page) => page.locator("main header").first()
const authorizations = (page: Page) => page.getByRole("list", { name: "Authorizations" })
const chooseType = (page: Page, label: string) => page.getByRole("group", { name: "What the job does" }).getByText(label).click()

async function openNewJob(page: Page) {
  await page.goto("/acme/jobs/new")
  await expect(page.getByRole("heading", { level: 1, name: "New job" })).toBeVisible()
  const again = page.getByRole("button", { name: "Start over" })
  if (!(await again.isVisible())) return
  await again.click()
  await expect(again).toHaveCount(0)
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0)
}

/** The second tab: from the provider to the page that leads back. */
async function createWebhook(page: Page, label: string) {
  await expect(page.getByRole("heading", { level: 1, name: "New authorization" })).toBeVisible()
  const again = page.getByRole("button", { name: "Start over" })
  if (await again.isVisible()) {
    await expect(async () => {
      if (await again.isVisible()) await again.click()
      await expect(again).toHaveCount(0, { timeout: 2_000 })
    }).toPass()
    await page.goto("/acme/connections/new?for=job")
  }
  await page.getByRole("link", { name: "Webhook", exact: true }).click()
  await page.getByLabel("Label", { exact: true }).fill(label)
  await page.getByLabel("Endpoint").fill(receiver.address)
  await page
    .getByLabel(/Signing secret/i)
    .last()
    .fill(receiver.key())
  await page.getByRole("button", { name: "Choose access" }).click()
  await chooseAccess(page, "All teams")
  await page.getByRole("button", { name: "Save", exact: true }).click()
}

async function aWebhookJob(page: Page, job: string, label: string) {
  await openNewJob(page)
  await chooseType(page, "Export · Send an audience to a webhook")
  const [tab] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: /^Create new/ }).click()])
  await createWebhook(tab, label)
  await expect(tab.getByRole("heading", { level: 1, name: "Go back to the first tab" })).toBeVisible()
  await tab.close()
  await page.getByRole("button", { name: "Use it" }).click()
  await page.getByRole("combobox", { name: "Audience" }).selectOption({ index: 1 })
  await page.getByLabel("Name", { exact: true }).fill(job)
  await expect(page.getByLabel("Key column")).not.toHaveValue("")
  await page.getByRole("button", { name: "Save job" }).click()
  await expect(page.getByRole("heading", { level: 1, name: job })).toBeVisible()
}

test("AUT-5 AUT-6 AUT-7 CRE-17 a job cannot do without an authorization; one is created in a new tab, and the first tab keeps what was typed and offers it", async ({
  page,
  signIn,
}) => {
  test.slow()
  const [job, label] = [unique("Nightly export"), unique("Our hook")]
  await signIn("admin")
  await openNewJob(page)
  await page.getByRole("button", { name: "Save job" }).click()
  await expect(main(page)).toContainText("Choose what the job does first.")
  await chooseType(page, "Export · Send an audience to a webhook")
  await page.getByRole("button", { name: "Save job" }).click()
  await expect(main(page)).toContainText("Choose an authorization: this job cannot do without one.")
  await expect(page.getByLabel("Name", { exact: true })).toHaveCount(0)
  // Databases cannot take a webhook: greyed, with the reason.
  const warehouse = authorizations(page).getByRole("button", { name: /Business cloud/ })
  await expect(warehouse).toHaveAttribute("aria-disabled", "true")
  await expect(warehouse).toContainText("PostgreSQL does not offer this job.")

  const [tab] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name: /^Create new/ }).click()])
  await createWebhook(tab, label)
  await expect(tab.getByRole("heading", { level: 1, name: "Go back to the first tab" })).toBeVisible()
  await expect(main(tab)).toContainText(`“${label}” is ready.`)
  // The first tab was not touched, and knows it by itself.
  await expect(page.getByRole("radio", { name: /Send an audience to a webhook/ })).toBeChecked()
  await expect(main(page)).toContainText(`“${label}” is ready.`)
  await page.getByRole("button", { name: "Use it" }).click()
  await page.getByRole("combobox", { name: "Audience" }).selectOption({ index: 1 })
  await page.getByLabel("Name", { exact: true }).fill(job)
  await page.getByLabel("Runs").selectOption({ label: "Every day" })
  await expect(page.getByLabel("Key column")).not.toHaveValue("")
  // A reload keeps it too.
  await page.getByLabel("Name", { exact: true }).blur()
  await expect(async () => {
    await page.reload()
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(job, { timeout: 2_000 })
  }).toPass()
  await page.getByRole("button", { name: "Save job" }).click()
  await expect(page.getByRole("heading", { level: 1, name: job })).toBeVisible()
  await expect(header(page)).toContainText("Sleeping")
  const run = page.getByRole("table", { name: "Runs" }).getByRole("row").nth(1)
  await expect(run).toContainText("Done", { timeout: 40_000 })
  expect(receiver.bodies().join("")).toContain("\r\n")
})

test("a job is paused, resumed with Undo, edited and deleted from its page", async ({ page, signIn }) => {
  test.slow()
  const [job, label] = [unique("Weekly export"), unique("Hook")]
  await signIn("admin")
  await aWebhookJob(page, job, label)
  await expect(page.getByRole("table", { name: "Runs" }).getByRole("row").nth(1)).toContainText("Done", { timeout: 40_000 })
  await expect(header(page)).toContainText("Sleeping")
  await page.getByRole("button", { name: "Pause", exact: true }).click()
  await expect(header(page)).toContainText("Paused")
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(header(page)).toContainText(/Sleeping|Running/)
  await page.getByRole("link", { name: "Edit", exact: true }).click()
  await page.getByLabel("Name", { exact: true }).fill(`${job} again`)
  await page.getByLabel("Runs").selectOption({ label: "Every week" })
  await page.getByRole("button", { name: "Save changes" }).click()
  await expect(page.getByRole("heading", { level: 1, name: `${job} again` })).toBeVisible()
  await expect(main(page)).toContainText("Every week")
  await page.getByRole("button", { name: "Delete", exact: true }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete job" }).click()
  await expect(page).toHaveURL(/\/acme\/jobs$/)
  await expect(page.getByRole("link", { name: `${job} again` })).toHaveCount(0)
})

test("AUT-34 AUT-35 AUT-50 AUT-51 AUT-52 a paused job stands on its authorization's page, opens there, and blocks the deletion until it is deleted", async ({
  page,
  signIn,
}) => {
  test.slow()
  const [job, label] = [unique("Blocking export"), unique("Busy hook")]
  await signIn("admin")
  await aWebhookJob(page, job, label)
  await page.getByRole("button", { name: "Pause", exact: true }).click()
  await expect(header(page)).toContainText("Paused")
  const at = page.url()
  await main(page).getByRole("link", { name: label }).click()
  await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible()
  const table = page.getByRole("table", { name: "Associated Jobs" })
  await expect(table.getByRole("row").nth(1)).toContainText("Paused")
  for (const name of ["Name", "Type", "Status", "Created"]) {
    const head = table.getByRole("columnheader", { name, exact: true })
    await head.getByRole("link").click()
    await expect(head).toHaveAttribute("aria-sort", /ending$/)
    const first = await head.getAttribute("aria-sort")
    await head.getByRole("link").click()
    await expect(head).not.toHaveAttribute("aria-sort", first ?? "")
  }
  await page.getByRole("button", { name: "Delete", exact: true }).click()
  const dialog = page.getByRole("dialog", { name: `${label} cannot be deleted yet` })
  await expect(dialog).toContainText(job)
  await dialog.getByRole("link", { name: `Open ${job}` }).click()
  await expect(page).toHaveURL(at)
  await page.getByRole("button", { name: "Delete", exact: true }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete job" }).click()
  await expect(page).toHaveURL(/\/acme\/jobs$/)
  await page.goBack()
  await page.goto(`/acme/authorizations?q=${encodeURIComponent(label)}`)
  await page.getByRole("table", { name: "Authorizations" }).getByRole("link", { name: label }).click()
  await expect(main(page)).toContainText("No active jobs: safe to delete")
})

test("the list is searched, filtered by status and kind, and several jobs are paused and resumed at once", async ({ page, signIn }) => {
  test.slow()
  const word = unique("Bulk")
  await signIn("admin")
  await aWebhookJob(page, `${word} one`, unique("Hook"))
  await aWebhookJob(page, `${word} two`, unique("Hook"))
  await page.goto(`/acme/jobs?q=${encodeURIComponent(word)}`)
  const table = page.getByRole("table", { name: "Jobs" })
  await expect(table.getByRole("rowheader")).toHaveCount(2)
  await table.getByLabel("Select all on this page").check()
  await page.getByRole("region", { name: "Selected jobs" }).getByRole("button", { name: "Pause" }).click()
  await expect(table.getByText("Paused")).toHaveCount(2)
  await page.getByRole("button", { name: "Status any" }).click()
  await page.getByRole("link", { name: "Sleeping", exact: true }).click()
  await expect(page.getByRole("heading", { name: "No job matches" })).toBeVisible()
  await page.getByRole("link", { name: "Clear search and filters" }).click()
  await page.goto(`/acme/jobs?q=${encodeURIComponent(word)}&state=paused&kind=export`)
  await table.getByLabel("Select all on this page").check()
  await page.getByRole("region", { name: "Selected jobs" }).getByRole("button", { name: "Resume" }).click()
  await expect(page.getByRole("heading", { name: "No job matches" })).toBeVisible()
})
