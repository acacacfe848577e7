import { expect, test } from "./support/fixtures"
import { chooseMethod, openWizard } from "./support/wizard"

test("CAT-5 CAT-6 the pages of the two stores of files say how they are read", async ({ page, signIn }) => {
  await signIn("editor")
  await page.goto("/acme/catalog/s3")
  await expect(page.getByRole("main")).toContainText("via BigQuery Omni")
  await expect(page.getByRole("main")).toContainText("Patchbay reads the bucket directly")
  await page.goto("/acme/catalog/gcs")
  await expect(page.getByRole("main")).toContainText("Direct GCS bucket access")
})

test("an external id is made for the connection, cannot be typed over, and stays with the draft", async ({ page, signIn }) => {
  await signIn("editor2")
  await openWizard(page, "s3", "acme", "role")
  const id = page.getByLabel("External id", { exact: true })
  await expect(id).toHaveValue(/^patchbay-[0-9a-f]{64}$/)
  await expect(id).not.toBeEditable()
  const made = await id.inputValue()
  await expect(page.getByRole("complementary", { name: "At the source: Amazon S3" })).toContainText(made)
  await page.getByLabel("Name", { exact: true }).fill("Exports")
  const saved = page.waitForResponse((answer) => answer.request().method() === "POST")
  await page.getByLabel("Bucket", { exact: true }).fill("northwind-exports")
  await page.keyboard.press("Tab")
  await saved
  await page.reload()
  await expect(id).toHaveValue(made)
  await page.getByRole("list", { name: "Steps" }).getByRole("link", { name: "Method" }).click()
  await expect(page.getByRole("radio", { name: "Role with an external id" })).toBeChecked()
  await chooseMethod(page, "Access key")
  await expect(id).toBeHidden()
  await expect(page.getByLabel("Access key id")).toBeVisible()
  await expect(page.getByRole("complementary", { name: "At the source: Amazon S3" })).not.toContainText("sts:ExternalId")
  await page.getByRole("button", { name: "Start over" }).click()
})
