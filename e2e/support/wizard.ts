import type { Page } from "@playwright/test"
import { expect } from "./fixtures"
import { stringOf } from "./source"

export type Source = {
  name: string
  role: string
  secret?: string
  database?: string
  schemas?: string
  tls?: "off" | "require" | "verify-full"
  /** What the page calls the name. */
  label?: "Name" | "Label"
}

/** The configuration step of a platform and, where it has several, of one method; with nothing left of an earlier draft. */
export async function openWizard(page: Page, platform = "postgres", slug = "acme", method = "") {
  const address = `/${slug}/connections/new?platform=${platform}&step=credentials${method && `&method=${method}`}`
  await page.goto(address)
  const name = page.getByLabel("Name", { exact: true })
  await expect(name).toBeVisible()
  const again = page.getByRole("button", { name: "Start over" })
  if (!(await again.isVisible())) return
  await again.click()
  await expect(page.getByRole("heading", { name: "Select your data cloud" })).toBeVisible()
  await page.goto(address)
  await expect(name).toHaveValue("")
}

/** Each method is a card, which is pressed as a whole. */
export async function chooseMethod(page: Page, label: string) {
  await page
    .getByRole("group", { name: /let you in/ })
    .getByText(label, { exact: true })
    .click()
  await expect(page.getByRole("radio", { name: label })).toBeChecked()
  await page.getByRole("button", { name: "Use this method" }).click()
}

/** Types the name, pastes the rest as a connection string, and chooses what a string does not say. */
export async function fillCredentials(page: Page, { name, role, secret, database, schemas, tls = "off", label = "Name" }: Source) {
  await page.getByLabel(label, { exact: true }).fill(name)
  await page.getByLabel(/^Paste a connection string/).fill(stringOf(role, { secret, database }))
  await page.keyboard.press("Tab")
  await expect(page.getByLabel("User", { exact: true })).toHaveValue(role)
  await page.getByLabel("Encryption").selectOption(tls)
  if (!schemas) return
  await page.getByText("Additional settings").click()
  await page.getByLabel(/^Schemas/).fill(schemas)
}

/** From the filled form to the new connection's own page. */
export async function saveConnection(page: Page, access?: "All teams" | "Private", slug = "acme") {
  await page.getByRole("button", { name: "Choose access" }).click()
  if (access) await chooseAccess(page, access)
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`/${slug}/connections/con_\\w+$`))
}

/** Each choice is a card, which is pressed as a whole. */
export async function chooseAccess(page: Page, access: "All teams" | "Private") {
  await page.getByRole("checkbox", { name: "Share this connection with your team" }).setChecked(access === "All teams")
  if (access === "Private") await expect(page.getByText("Private: only you use it.")).toBeVisible()
  else await page.getByRole("group", { name: "Which teams?" }).getByText(access, { exact: true }).click()
}

/** The badge beside the connection's name: the status and, in brief, why. */
export const statusOf = (page: Page) => page.locator("main header").first()

export const unique = (name: string) => `${name} ${Date.now().toString(36)}`
