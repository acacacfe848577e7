import type { Page } from "@playwright/test"
import postgres from "postgres"
import { newId } from "../lib/base/ids"
import { type Account, accounts, expect, test } from "./support/fixtures"
import { ownDatabase } from "./support/installation"

const openMenu = (page: Page, name: string) => page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click()
const [edit, share] = ["Edit name and description", "Edit permissions"]

/** What the access matrix leaves of the menu, row by row; null where the row does not exist for this person. */
const offers: Record<"owner" | "admin" | "editor" | "consumer", Record<string, string[] | null>> = {
  owner: {
    "Business finance": ["Open", edit, share, "Make private", "Reauthenticate", "Replace", "Disconnect"],
    "Consumer web events": ["Open", "Refresh", edit, share, "Make private", "Replace", "Disconnect"],
    "Edgar's trial": ["Open", "Refresh", edit, "Replace", "Disconnect"],
  },
  admin: {
    "Consumer web events": ["Open", "Refresh", edit, share, "Make private", "Reauthenticate", "Replace", "Disconnect"],
    "Business finance": ["Open", edit, share, "Make private", "Replace", "Disconnect"],
    "Edgar's trial": ["Open", "Refresh", edit, "Replace", "Disconnect"],
  },
  editor: {
    "Edith's sandbox": ["Open", "Refresh", edit, share, "Reauthenticate", "Replace", "Disconnect"],
    "Consumer web events": ["Open"],
    "Edgar's trial": null,
  },
  consumer: { "Consumer web events": ["Open"], "Edgar's trial": null, "Edith's sandbox": null },
}

for (const [who, rows] of Object.entries(offers))
  test(`${who === "editor" ? "CON-20 " : ""}ORG-8 ORG-9 ACC-20 ACC-21 ACC-28 ACC-29 ACC-30 the ${who === "consumer" ? "marketer" : who} is offered of their own, a shared and a private connection what the matrix allows`, async ({
    page,
    signIn,
  }) => {
    await signIn(who as Account)
    await page.goto("/acme/connections")
    for (const [name, entries] of Object.entries(rows)) {
      const governs = who === "owner" || who === "admin"
      await page.goto(`/acme/${governs ? "panel/source-connections" : "connections"}?q=${encodeURIComponent(name)}`)
      if (entries === null) {
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
        await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0)
        continue
      }
      await openMenu(page, name)
      await expect(page.getByRole("menuitem"), name).toHaveText(entries)
      await page.keyboard.press("Escape")
    }
  })

test("ACC-30 ACC-31 a request that was made for an admin does nothing in an editor's hands, and another's private page does not exist", async ({
  page,
  signIn,
  another,
}) => {
  await signIn("admin")
  const editor = await another("editor")
  for (const [name, refusal] of [
    ["Consumer web events", "forbidden"],
    ["Edgar's trial", "not_found"],
  ] as const) {
    await page.goto(`/acme/panel/source-connections?q=${encodeURIComponent(name)}`)
    await page.getByRole("link", { name, exact: true }).click()
    await expect(page.getByRole("heading", { level: 1 })).toContainText(name)
    const address = new URL(page.url()).pathname.replace("/access", "")
    // The admin's own request is caught before it leaves, so that it is still good.
    let caught: { headers: Record<string, string>; data: string; url: string } | undefined
    await page.route("**/*", (route) => {
      const request = route.request()
      const action = request.headers()["next-action"]
      const data = request.postData()
      if (request.method() !== "POST" || !action || !data?.includes("Said by nobody")) return route.continue()
      const type = request.headers()["content-type"] ?? ""
      caught = { url: request.url(), data, headers: { "next-action": action, "content-type": type, origin: new URL(request.url()).origin } }
      return route.fulfill({ status: 503 })
    })
    await openMenu(page, name)
    await page.getByRole("menuitem", { name: edit }).click()
    await page.getByRole("dialog").getByLabel("Description").fill("Said by nobody")
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click()
    await expect.poll(() => caught !== undefined).toBe(true)
    await page.unroute("**/*")
    const { url, headers, data } = caught!
    const answer = await editor.request.post(url, { headers, data, failOnStatusCode: false })
    expect(await answer.text()).toContain(`"code":"${refusal}"`)
    expect((await editor.goto(address))?.status()).toBe(refusal === "forbidden" ? 200 : 404)
    await page.goto(address)
    await expect(page.getByText("Said by nobody")).toHaveCount(0)
  }
})

test("ORG-12 ORG-13 whoever owns a connection is offered to share it, with no plan in front of it", async ({ page, signIn }) => {
  await signIn("editor")
  await page.goto("/acme/connections")
  await openMenu(page, "Edith's sandbox")
  await page.getByRole("menuitem", { name: share }).click()
  const window = page.getByRole("dialog", { name: "Edit permissions of Edith's sandbox" })
  for (const choice of ["Everyone", "Specific teams and people", "Private"])
    await expect(window.getByRole("radio", { name: choice })).toBeEnabled()
  await expect(window.getByText(/upgrade|your plan|subscri/i)).toHaveCount(0)
})

test("ORG-14 where Connectivity is switched off, Catalog and Connections say so and show no data", async ({ page, signIn }) => {
  const [id, slug] = [newId("org"), `off-${Date.now().toString(36)}`]
  const sql = postgres(ownDatabase("patchbay_owner"), { max: 1, onnotice() {} })
  await sql.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`
    await tx`insert into organizations (id, slug, name, connectivity_enabled) values (${id}, ${slug}, 'Switched off', false)`
    await tx`insert into memberships (organization_id, id, user_id, role, seat)
      select ${id}, ${newId("mem")}, id, 'owner', true from users where email = ${accounts.owner}`
  })
  await sql.end()
  await signIn("owner")
  for (const place of ["catalog", "catalog/postgres", "connections", "connections/new"]) {
    await page.goto(`/${slug}/${place}`)
    await expect(page.getByText("Connectivity is not enabled for your workspace")).toBeVisible()
    await expect(page.getByRole("table")).toHaveCount(0)
    await expect(page.getByRole("main").getByRole("link", { name: /^(Connect|Snowflake|PostgreSQL)/ })).toHaveCount(0)
  }
})
