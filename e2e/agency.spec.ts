import { expect, test } from "./support/fixtures"

const panel = "/northstar/panel/client-accounts"

test("ORG-16 an agency's admin enters the client account that they may enter; a member who may not finds nothing of it", async ({
  page,
  signIn,
  another,
}) => {
  await signIn("agencyAdmin")
  await page.goto(panel)
  await expect(page.getByRole("heading", { name: "Client A", exact: true })).toBeVisible()
  await page.getByRole("button", { name: /switch organization/ }).click()
  await page.getByRole("link", { name: "Client A Admin" }).click()
  await expect(page).toHaveURL(/\/client-a$/)
  const other = await another("agencyMember")
  for (const path of ["/client-a", "/client-a/connections"]) {
    const answer = await other.goto(path)
    expect(answer?.status()).toBe(404)
  }
})

test("an owner opens a client account and lets somebody in, and takes them out again", async ({ page, signIn }) => {
  await signIn("agencyOwner")
  await page.goto(panel)
  const name = `Client ${Date.now()}`
  await page.getByRole("button", { name: "New client account" }).click()
  await page.getByLabel("Name").fill(name)
  await page.getByRole("button", { name: "Create client account" }).click()
  const card = page.getByRole("region", { name })
  await card.getByRole("button", { name: "Let somebody in" }).click()
  await page.getByLabel("Member of the agency").selectOption({ label: "Mats Member (member@northstar.test)" })
  await page.getByRole("button", { name: "Let in", exact: true }).click()
  await expect(card.getByText("Mats Member")).toBeVisible()
  await card.getByRole("button", { name: `Take Mats Member out of ${name}` }).click()
  await expect(card.getByText("Mats Member")).toBeHidden()
})

test("ACC-48 ACC-49 CON-10 somebody of the agency transfers a client's connection; the client's own admin is not offered it", async ({
  page,
  signIn,
  another,
}) => {
  const client = await another("clientAdmin")
  await client.goto("/client-a/panel/source-connections")
  await client.getByRole("button", { name: "Actions for Client A shop" }).click()
  await expect(client.getByRole("menuitem", { name: "Open" })).toBeVisible()
  await expect(client.getByRole("menuitem", { name: "Transfer to agency" })).toHaveCount(0)
  await signIn("agencyAdmin")
  await page.goto("/client-a/panel/source-connections")
  await page.getByRole("button", { name: "Actions for Client A shop" }).click()
  await page.getByRole("menuitem", { name: "Transfer to agency" }).click()
  const dialog = page.getByRole("dialog", { name: "Transfer Client A shop to agency" })
  await expect(dialog.getByText("Astrid Agency becomes its owner")).toBeVisible()
  await dialog.getByRole("button", { name: "Transfer to agency" }).click()
  // The worker carries it over; the client account goes on using it.
  await client.goto("/client-a/connections")
  await expect(client.getByRole("heading", { name: "Shared by Northstar" })).toBeVisible({ timeout: 30_000 })
  // For a moment it stands in both lists: the client account's own is asked for again with the news.
  await expect(client.getByRole("link", { name: "Client A shop" })).toHaveCount(1)
  await page.goto("/northstar/panel/source-connections")
  await expect(page.getByRole("link", { name: "Client A shop" })).toBeVisible()
})

test("a client account has no client accounts, and an organization becomes an agency by a switch", async ({ page, signIn, another }) => {
  await signIn("clientAdmin")
  await page.goto("/client-a/panel/general")
  await expect(page.getByRole("tab", { name: "Client accounts" })).toHaveCount(0)
  await expect(page.getByRole("switch", { name: "This organization is an agency" })).toHaveCount(0)
  expect((await page.goto("/client-a/panel/client-accounts"))?.status()).toBe(404)
  const other = await another("neighbour")
  await other.goto("/globex/panel/general")
  await other.getByRole("switch", { name: "This organization is an agency" }).click()
  await expect(other.getByRole("link", { name: "Client accounts" })).toBeVisible()
  await other.getByRole("switch", { name: "This organization is an agency" }).click()
  await expect(other.getByRole("link", { name: "Client accounts" })).toHaveCount(0)
})

test("ACC-41 what the agency shares with all client accounts is there in each of them, to be used and not changed", async ({
  page,
  signIn,
}) => {
  await signIn("clientAdmin")
  await page.goto("/client-a/audiences/new")
  await expect(page.getByRole("list", { name: "Connections" }).getByRole("button", { name: "Agency benchmarks" })).toBeVisible()
  await page.goto("/client-a/connections")
  await page.getByRole("link", { name: "Agency benchmarks" }).click()
  await expect(page.getByRole("heading", { name: "Agency benchmarks", level: 1 })).toBeVisible()
  await page.getByRole("button", { name: "Actions for Agency benchmarks" }).click()
  await expect(page.getByRole("menuitem", { name: "Open" })).toBeVisible()
  for (const deed of ["Disconnect", "Edit permissions", "Refresh", "Make private"])
    await expect(page.getByRole("menuitem", { name: deed })).toHaveCount(0)
})
