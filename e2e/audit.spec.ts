import { readFile } from "node:fs/promises"
import { expect, test } from "./support/fixtures"

test("an act stands in the log at once, is found, and leaves as CSV and NDJSON", async ({ page, signIn }) => {
  await signIn("admin")
  const name = `Audited ${Date.now()}`
  await page.goto("/acme/panel/teams")
  await page.getByRole("button", { name: "New team" }).click()
  await page.getByLabel("Name").fill(name)
  await page.getByRole("button", { name: "Create team" }).click()
  await expect(page.getByRole("link", { name })).toBeVisible()
  await page.getByRole("link", { name: "Audit log" }).click()
  await expect(page.getByRole("heading", { name: "Audit log", level: 1 })).toBeVisible()
  await page.getByLabel("Search the audit log").fill(name)
  const row = page.getByRole("row").filter({ hasText: "Team: create" })
  await expect(row).toHaveCount(1)
  await expect(row).toContainText("Adam Admin")
  for (const format of ["CSV", "NDJSON"]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: `Export ${format}` }).click()])
    expect(file.suggestedFilename()).toBe(`audit-acme.${format.toLowerCase()}`)
    expect(await readFile(await file.path(), "utf8")).toContain(name)
  }
})

test("an editor is refused the log, and its file", async ({ page, signIn }) => {
  await signIn("editor")
  expect((await page.goto("/acme/audit"))?.status()).toBe(403)
  await expect(page.getByRole("link", { name: "Audit log" })).toHaveCount(0)
  expect((await page.request.get("/api/console/acme/audit?format=csv")).status()).toBe(403)
})
