import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import { inSource } from "./support/source"
import { unique } from "./support/wizard"

const offered = (page: Page) => page.getByRole("list", { name: "Connections" })
const count = (page: Page) => page.getByRole("region", { name: "Live count" })

test("AUD-1 AUD-8 a marketer is offered what their team may use; what is theirs and not usable now is greyed, with the reason", async ({
  page,
  signIn,
}) => {
  await signIn("consumer")
  await page.goto("/acme/audiences/new")
  await expect(offered(page).getByRole("button", { name: "Consumer cloud" })).toBeEnabled()
  const revoked = offered(page).getByRole("button", { name: "Loyalty archive" })
  await expect(revoked).toBeDisabled()
  await expect(revoked).toContainText(/not|Inactive|checked|refused/i)
  await expect(offered(page).getByRole("button", { name: "Old CRM" })).toBeDisabled()
  await expect(offered(page).getByText("Business cloud")).toHaveCount(0)
  await expect(offered(page).getByText("Edith's sandbox")).toHaveCount(0)
})

test("AUD-6 without any login a marketer counts live, narrows the count, saves, edits and deletes an audience", async ({
  page,
  signIn,
}) => {
  const name = unique("Gold members")
  const figure = async (where: string) => {
    const [row] = await inSource("consumer_cloud", `select count(*)::int as rows from crm.customers where ${where}`)
    return Number(row?.rows).toLocaleString("en-US")
  }
  const [gold, mailed] = [await figure("loyalty_tier = 'gold'"), await figure("loyalty_tier = 'gold' and marketing_consent")]
  await signIn("consumer")
  await page.goto("/acme/audiences/new")
  await page.getByLabel("Name", { exact: true }).fill(name)
  await offered(page).getByRole("button", { name: "Consumer cloud" }).click()
  await page.getByLabel("Search tables and columns").fill("loyalty_tier")
  await page
    .getByRole("list", { name: "Tables" })
    .getByRole("button", { name: /^crm\.customers/ })
    .click()
  await page.getByRole("button", { name: "Add condition" }).click()
  await page.getByLabel("Column of condition 1").selectOption("loyalty_tier")
  await page.getByLabel("Comparison of condition 1").selectOption("is")
  await page.getByLabel("Text for loyalty_tier").fill("gold")
  await expect(count(page).getByText(gold, { exact: true })).toBeVisible()

  await page.getByRole("button", { name: "Add condition" }).click()
  await page.getByLabel("Column of condition 2").selectOption("marketing_consent")
  await page.getByLabel("Comparison of condition 2").selectOption("is true")
  await expect(count(page).getByText(mailed, { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Save audience" }).click()
  const row = page.getByRole("row").filter({ hasText: name })
  await expect(row).toContainText(mailed)

  await row.getByRole("link", { name }).click()
  await page.getByRole("button", { name: /^Remove condition 2/ }).click()
  await expect(count(page).getByText(gold, { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Save changes" }).click()
  await expect(row).toContainText(gold)

  await row.getByRole("button", { name: `Delete ${name}` }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete audience" }).click()
  await expect(row).toHaveCount(0)
})

test("bad input: a stale form is told of the other's change, and what was typed is kept", async ({ page, signIn, another }) => {
  await signIn("consumer")
  await page.goto("/acme/audiences")
  const link = page.getByRole("link", { name: "Seen this month, low lifetime value" })
  const address = await link.getAttribute("href")
  await link.click()
  const name = page.getByLabel("Name", { exact: true })
  await expect(name).toHaveValue("Seen this month, low lifetime value")
  const second = await another("consumer")
  await second.goto(address ?? "")
  const value = second.getByLabel("Number for lifetime_value")
  const changed = (await value.inputValue()) === "500" ? "501" : "500"
  await value.fill(changed)
  await second.getByRole("button", { name: "Save changes" }).click()
  await expect(second.getByRole("heading", { level: 1, name: "Audiences" })).toBeVisible()

  await page.getByLabel("Number for lifetime_value").fill("777")
  await page.getByRole("button", { name: "Save changes" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Somebody else has saved this audience meanwhile." })).toBeVisible()
  await expect(page.getByLabel("Number for lifetime_value")).toHaveValue("777")
  await page.getByRole("button", { name: "Load theirs" }).click()
  await expect(page.getByLabel("Number for lifetime_value")).toHaveValue(changed)
})
