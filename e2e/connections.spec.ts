import { expect, test, whole } from "./support/fixtures"

const panel = "/acme/panel/source-connections"

test("CON-1 CON-2 CON-3 CON-4 CON-6 the table says name, source, type, status, sharing, refresh and creation of each connection", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto(panel)
  const table = page.getByRole("table", { name: "Connections" })
  for (const header of ["Name", "Source", "Type", "Status", "Shared With", "Last Schema Refresh", "Created"])
    await expect(table.getByRole("columnheader", { name: header, exact: true })).toBeVisible()
  const row = table.getByRole("row").filter({ has: page.getByRole("link", { name: "Business cloud", exact: true }) })
  await expect(row.getByRole("cell", { name: "PostgreSQL" })).toBeVisible()
  await expect(row.getByRole("cell", { name: "Source", exact: true })).toBeVisible()
  await expect(row.getByRole("cell", { name: "Active", exact: true })).toBeVisible()
  await expect(row.getByRole("cell", { name: "Business", exact: true })).toBeVisible()
  await expect(row.getByRole("cell", { name: new RegExp(`\\b${new Date().getUTCFullYear()}$`) })).toBeVisible()

  const refreshed = row.locator("time").first()
  await expect(refreshed).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT\d\d:\d\d/)
  await refreshed.hover()
  await expect(page.getByRole("tooltip")).toContainText(/\d\d:\d\d.*(UTC|GMT|[A-Z]{2,5})/)
})

test("CON-5 CON-17 statuses are four words, and a deprecated or inactive row says why", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto(panel)
  const table = page.getByRole("table", { name: "Connections" })
  const status = table
    .getByRole("row")
    .filter({ hasText: "Old CRM" })
    .getByRole("button", { name: /^Deprecated/ })
  await expect(status).toBeVisible()
  await whole(page)
  for (const text of await table.locator("td[data-label=Status]").allInnerTexts())
    expect(text).toMatch(/^(Active|Inactive|Processing|Deprecated)\b/)
  await status.click()
  await expect(page.getByRole("dialog", { name: "Why Old CRM is Deprecated" })).toContainText("Retired")
  await page.keyboard.press("Escape")
  await expect(table.getByRole("row").filter({ hasText: "Loyalty archive" })).toContainText(/Inactive · \w/)
})

test("CON-18 LIM-7 a credential that was revoked at its source makes the connection Inactive, and it says why and what to do", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto(panel)
  await page
    .getByRole("row")
    .filter({ hasText: "Loyalty archive" })
    .getByRole("button", { name: /^Inactive · \w/ })
    .click()
  const why = page.getByRole("dialog", { name: "Why Loyalty archive is Inactive" })
  await expect(why).toContainText("they have expired, were revoked, or the source was changed")
  await why.getByRole("link", { name: "See the checks" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Loyalty archive" })).toBeVisible()
  await expect(page.getByRole("main")).toContainText(/The credentials were refused|Authentication failed/)
  await expect(page.getByRole("heading", { name: "Reauthenticate" })).toBeVisible()
  await expect(page.getByRole("button", { name: "Re-check" }).first()).toBeVisible()
  const main = page.getByRole("main")
  for (const fact of [
    "Account",
    "Place",
    "Inactive since",
    "Last good check",
    "Changed since",
    "Others there",
    "Three things to check",
    "Next: ",
  ])
    await expect(main).toContainText(fact)
  await main.getByRole("link", { name: "What each error of PostgreSQL means" }).click()
  await expect(page).toHaveURL(/\/catalog\/postgres#errors$/)
  await expect(page.getByRole("region", { name: "What each error means" })).toBeInViewport()
})

test("VAL-2 VAL-5 LIM-7 a check of more than 15 minutes is marked stuck and lists the three things to look at", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto(panel)
  const stuck = page.getByRole("button", { name: "Processing · stuck" })
  await stuck.click()
  const why = page.getByRole("dialog", { name: "Why Partner feed is Processing" })
  for (const look of ["Check the credentials", "Check the platform's status page", "Check the network"])
    await expect(why).toContainText(look)
  await why.getByRole("link", { name: "See the checks" }).click()
  const main = page.getByRole("main")
  await expect(main).toContainText("Still Processing after 15 minutes: this is stuck.")
  for (const fact of ["Account", "Processing since", "None yet: it has never passed its checks.", "Next: "])
    await expect(main).toContainText(fact)
})

test("CON-11 CON-12 search, filter and sort stand in the address and survive Back and a new browser", async ({ page, signIn, another }) => {
  await signIn("admin")
  await page.goto(panel)
  const names = page.getByRole("table", { name: "Connections" }).getByRole("rowheader")
  const order = async () => (await names.getByRole("link").allInnerTexts()).map((name) => name.toLowerCase())
  const byName = page.getByRole("columnheader", { name: "Name" })
  await expect(byName).toHaveAttribute("aria-sort", "ascending")
  await whole(page)
  const upwards = await order()
  expect(upwards.length).toBeGreaterThan(5)
  expect(upwards).toEqual(upwards.toSorted())
  await byName.getByRole("link").click()
  await expect(byName).toHaveAttribute("aria-sort", "descending")
  await expect(page).toHaveURL(/direction=desc/)
  await expect.poll(order).toEqual(upwards.toReversed())
  await byName.getByRole("link").click()
  await expect(byName).toHaveAttribute("aria-sort", "ascending")

  await page.getByLabel("Search connections").fill("archive")
  await expect(page).toHaveURL(/[?&]q=archive/)
  await expect(names).toHaveCount(1)
  await page.getByRole("button", { name: "Status any" }).click()
  await page.getByRole("dialog").getByRole("link", { name: "Active", exact: true }).click()
  await expect(page.getByRole("heading", { name: "No connection matches" })).toBeVisible()
  const address = page.url()
  await page.goBack()
  await expect(names).toHaveCount(1)

  const elsewhere = await another("owner")
  await elsewhere.goto(address)
  await expect(elsewhere.getByRole("heading", { name: "No connection matches" })).toBeVisible()
  await elsewhere.getByRole("link", { name: "Clear filters" }).click()
  await expect(elsewhere.getByRole("link", { name: "Consumer cloud", exact: true })).toBeVisible()
  await elsewhere.goto(`${panel}?sort=zzz&after=zzz&status=zzz`)
  await expect(elsewhere.getByRole("link", { name: "Consumer cloud", exact: true })).toBeVisible()
})

test("CON-9 a click anywhere in a row of the panel opens the connection with Select teams", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto(panel)
  await page.getByRole("row").filter({ hasText: "Consumer web events" }).getByRole("cell", { name: "Source", exact: true }).click()
  await expect(page).toHaveURL(/\/access$/)
  await expect(page.getByRole("heading", { name: "Select teams" })).toBeVisible()
})

test("CON-13 details and settings are open, and no secret is among them", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto(panel)
  await page.getByRole("link", { name: "Consumer cloud", exact: true }).click()
  await page.getByRole("navigation", { name: "Connection" }).getByRole("link", { name: "Settings" }).click()
  const main = page.getByRole("main")
  await expect(main.getByText("consumer_cloud", { exact: true })).toBeVisible()
  await expect(main).toContainText("User and password")
  await expect(main).toContainText("Configuration cannot be changed.")
  expect(await page.content()).not.toContain("demo-consumer-reader")
})

test("CON-7 SCH-2 SCH-7 SCH-8 Refresh starts one row's refresh, and its time advances by itself", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto(panel)
  const row = page.getByRole("row").filter({ hasText: "Consumer web events" })
  const other = page.getByRole("row").filter({ has: page.getByRole("link", { name: "Consumer cloud", exact: true }) })
  const timeOf = (of: typeof row) => of.locator("td[data-label='Last Schema Refresh'] time").getAttribute("datetime")
  const [before, untouched] = [await timeOf(row), await timeOf(other)]
  await row.getByRole("button", { name: "Refresh", exact: true }).click()
  await expect.poll(() => timeOf(row).catch(() => before)).not.toBe(before)
  expect(await timeOf(other)).toBe(untouched)

  await page.goto(`${panel}?status=Inactive`)
  await expect(page.getByRole("link", { name: "Loyalty archive" })).toBeVisible()
  await expect(page.getByRole("button", { name: "Refresh", exact: true })).toHaveCount(0)
})

test("a connection's page tells its latest refreshes and checks, why they failed and who asked", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto("/acme/panel/source-connections?q=Loyalty")
  await page.getByRole("link", { name: "Loyalty archive", exact: true }).click()
  await page.getByRole("navigation", { name: "Connection" }).getByRole("link", { name: "Overview" }).click()
  const runs = page.getByRole("table", { name: "Latest refreshes and checks" })
  const refused = runs.getByRole("row").filter({ hasText: "Authentication failed" }).first()
  await expect(refused).toContainText("Failed")
  await expect(refused).toContainText(/\d+ ms|\d s/)
  await expect(runs.getByRole("row").filter({ hasText: "Validation" }).last()).toContainText("Adam Admin")
  await expect(runs.getByRole("row").filter({ hasText: "Schema refresh" }).first()).toContainText("Succeeded")
})

test("a long list comes with what a screen shows, and is whole as soon as the page is alive", async ({ signIn, page }) => {
  await signIn("admin")
  const answer = await page.goto("/acme/connections?size=100")
  const drawn = (await answer?.text())?.match(/<tr[^>]* class="row/g)?.length ?? 0
  expect(drawn).toBeGreaterThan(5)
  const rows = page.getByRole("table", { name: "Connections" }).locator("tbody tr.row")
  await expect(page.getByText(/^(\d+) of \1 connections$/)).toBeVisible()
  const all = Number((await page.getByText(/^\d+ of \d+ connections$/).textContent())?.split(" ")[0])
  expect(all).toBeGreaterThan(drawn)
  await expect(rows).toHaveCount(all)
})
