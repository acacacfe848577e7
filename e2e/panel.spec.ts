import { type Account, expect, test, whole } from "./support/fixtures"

const panel = "/acme/panel/source-connections"

test("ORG-4 ORG-7 the left rail leads from Settings to the panel, whose tab Source Connections shows the table", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto("/acme")
  const rail = page.getByRole("navigation", { name: "Main" })
  await expect(rail.getByText("Settings", { exact: true })).toBeVisible()
  await rail.getByRole("link", { name: "Organization Management Panel" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Organization Management Panel" })).toBeVisible()

  const tabs = page.getByRole("navigation", { name: "Organization Management Panel" })
  await tabs.getByRole("link", { name: "Teams" }).click()
  await expect(page.getByRole("table", { name: "Teams" })).toBeVisible()
  await tabs.getByRole("link", { name: "Source Connections" }).click()
  await expect(page.getByRole("table", { name: "Connections" })).toBeVisible()
  await expect(tabs.getByRole("link", { name: "Source Connections" })).toHaveAttribute("aria-current", "page")
})

test("ORG-1 the tab lists this organization's connections and no other organization's", async ({ page, signIn, another }) => {
  await signIn("admin")
  await page.goto(panel)
  const table = page.getByRole("table", { name: "Connections" })
  await expect(table.getByRole("link", { name: "Consumer cloud", exact: true })).toBeVisible()
  await expect(table.getByRole("link", { name: "Business cloud", exact: true })).toBeVisible()
  await expect(table.getByText("Globex cloud")).toHaveCount(0)

  const neighbour = await another("neighbour")
  await neighbour.goto("/globex/panel/source-connections")
  await expect(neighbour.getByRole("link", { name: "Globex cloud", exact: true })).toBeVisible()
  await expect(neighbour.getByText("Consumer cloud")).toHaveCount(0)
  const answer = await neighbour.goto(panel)
  expect(answer?.status()).toBe(404)
  await expect(neighbour.getByText("Consumer cloud")).toHaveCount(0)
})

test("ORG-2 two connections to one data cloud stand side by side with their own access and their own schema", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto(panel)
  const table = page.getByRole("table", { name: "Connections" })
  const named = (name: string) => table.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) })
  const shopping = named("Consumer cloud")
  const web = named("Consumer web events")
  for (const row of [shopping, web]) await expect(row).toContainText("127.0.0.1/consumer_cloud")

  await web.getByRole("link", { name: "Consumer web events" }).click()
  await page.getByRole("navigation", { name: "Connection" }).getByRole("link", { name: "Schema" }).click()
  await expect(page.getByText("web.events", { exact: true })).toBeVisible()
  await expect(page.getByText(/^crm\./)).toHaveCount(0)
})

for (const who of ["editor", "consumer"] as Account[])
  test(`ORG-5 ORG-6 ORG-9 the ${who === "editor" ? "editor" : "marketer"} finds no Settings, and the panel answers with whom to ask and nothing else`, async ({
    page,
    signIn,
  }) => {
    await signIn(who)
    await page.goto("/acme")
    const rail = page.getByRole("navigation", { name: "Main" })
    await expect(rail.getByRole("link", { name: "Audiences" })).toBeVisible()
    await expect(rail.getByText("Settings")).toHaveCount(0)
    await expect(rail.getByRole("link", { name: "Organization Management Panel" })).toHaveCount(0)
    for (const tab of ["source-connections", "teams", "members", "general"]) {
      const answer = await page.goto(`/acme/panel/${tab}`)
      expect(answer?.status()).toBe(403)
      expect(await answer?.text()).not.toMatch(/Business finance|Partner feed|Nora Noseat/)
      await expect(page.getByRole("heading", { name: "Contact the organization administrator" })).toBeVisible()
      await expect(page.getByRole("link", { name: "owner@acme.test" })).toBeVisible()
    }
  })

test("ORG-5 ORG-6 another organization's pages and those of none answer 404 alike, to a marketer and to an owner", async ({
  signIn,
  page,
  another,
}) => {
  await signIn("consumer")
  const owner = await another("owner")
  for (const person of [page, owner])
    for (const slug of ["globex", "nobody-has-this-name"])
      for (const path of ["", "/connections", "/panel/source-connections", "/panel/members"]) {
        const answer = await person.goto(`/${slug}${path}`)
        expect(answer?.status()).toBe(404)
        expect(await answer?.text()).not.toContain("Globex")
      }
})

test("ORG-3 every team of the organization is offered in Select teams", async ({ page, signIn }) => {
  await signIn("owner")
  await page.goto(panel)
  await page.getByRole("link", { name: "Business cloud", exact: true }).click()
  await expect(page.getByRole("heading", { name: "Select teams" })).toBeVisible()
  await expect(page.getByRole("checkbox", { name: "Consumer" })).not.toBeChecked()
  await expect(page.getByRole("checkbox", { name: "Business" })).toBeChecked()
})

test("ORG-8 the owner is offered on the panel exactly what the admin is", async ({ page, signIn, another }) => {
  await signIn("owner")
  const admin = await another("admin")
  const offers: string[][] = []
  for (const person of [page, admin]) {
    await person.goto(panel)
    await expect(person.getByRole("table", { name: "Connections" })).toBeVisible()
    await whole(person)
    const main = person.getByRole("main")
    const names = await main.getByRole("button").or(main.getByRole("link")).allInnerTexts()
    offers.push(names.map((name) => name.trim()).filter((name) => !/^\d+ \w+ ago|just now/.test(name)))
  }
  expect(offers[0]?.length).toBeGreaterThan(10)
  expect(offers[0]).toEqual(offers[1])
})

test("the last owner of the organization cannot be removed, and the menu says so before", async ({ page, signIn }) => {
  await signIn("owner")
  await page.goto("/acme/panel/members")
  await page.getByRole("button", { name: "Actions for Olivia Owner" }).click()
  await expect(page.getByRole("menuitem", { name: "Remove (the last owner stays)" })).toBeDisabled()
})

test("an invitation is a link that works once: who follows it is a member", async ({ page, signIn, another }) => {
  const email = `guest-${Date.now()}@acme.test`
  await signIn("admin")
  await page.goto("/acme/panel/members")
  await page.getByRole("button", { name: "Invite people" }).click()
  await page.getByLabel("Email addresses").fill(email)
  await page.getByRole("button", { name: "Make invitations" }).click()
  const outcome = page.getByRole("dialog", { name: "1 invitation made" })
  const link = await outcome.getByText(/\/invitation\//).innerText()

  const guest = await another()
  await guest.goto(link)
  await guest.getByLabel("Your name").fill("Gustav Guest")
  await guest.getByLabel("Password", { exact: true }).fill("a fine long password of mine")
  await guest.getByRole("button", { name: /Join/ }).click()
  await expect(guest.getByRole("heading", { level: 1, name: "Home" })).toBeVisible()

  const second = await another()
  await second.goto(link)
  await expect(second.getByRole("heading", { name: "This link does not work any more" })).toBeVisible()

  await page.goto("/acme/panel/members")
  await page.getByRole("button", { name: "Actions for Gustav Guest" }).click()
  await page.getByRole("menuitem", { name: "Remove from organization" }).click()
  await page.getByRole("button", { name: "Remove member" }).click()
  await expect(page.getByText("Gustav Guest removed")).toBeVisible()
  await guest.goto("/acme")
  await expect(guest.getByRole("heading", { level: 1, name: "Home" })).toHaveCount(0)
})

test("ORG-17 Security leads an admin to the Authorizations dashboard, sorted both ways; others are refused it", async ({
  page,
  signIn,
  another,
}) => {
  await signIn("admin")
  await page.goto("/acme")
  await page.getByRole("link", { name: "Authorizations" }).click()
  await expect(page.getByRole("heading", { name: "Authorizations", level: 1 })).toBeVisible()
  await page.getByRole("link", { name: "Label" }).click()
  await expect(page.getByRole("columnheader", { name: "Label" })).toHaveAttribute("aria-sort", "ascending")
  await page.getByRole("link", { name: "Label" }).click()
  await expect(page.getByRole("columnheader", { name: "Label" })).toHaveAttribute("aria-sort", "descending")
  await expect(page.getByRole("link", { name: "Create New" })).toBeVisible()
  expect((await (await another("editor")).goto("/acme/authorizations"))?.status()).toBe(403)
})

test("LIM-8 LIM-14 Help takes feedback, with a text to send that names the organization, and leads to the changelog", async ({
  page,
  signIn,
}) => {
  await signIn("consumer")
  await page.goto("/acme/help")
  await expect(page.getByRole("heading", { name: "Feedback" })).toBeVisible()
  await expect(page.getByRole("region", { name: "Text to send" })).toContainText("Organization: Acme Outfitters")
  await page.getByRole("main").getByRole("link", { name: "See what changed" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Changelog")
})
