import { expect, signInAnew, test } from "./support/fixtures"
import { unique } from "./support/wizard"

test("who can use a connection is shown with the chain that led there; in a picker one reads why not, and asks for access", async ({
  page,
  signIn,
  another,
}) => {
  await signIn("admin")
  await page.goto("/acme/panel/source-connections")
  await page.getByRole("link", { name: "Consumer cloud", exact: true }).click()
  await page.getByRole("link", { name: "Who can use this" }).click()
  const row = (name: string) => page.getByRole("row").filter({ hasText: name })
  await expect(row("Maya Marketer")).toContainText("Yes")
  await expect(row("Maya Marketer")).toContainText(
    "role marketer → another's shared connection → granted to all teams → seat → status Active",
  )
  await expect(row("Nora Noseat")).toContainText("No seat in the subscription")

  const seatless = await another("noSeat")
  await seatless.goto("/acme/audiences/new")
  const entry = seatless.getByRole("listitem").filter({ hasText: "Consumer cloud" }).first()
  await entry.getByText("Why can't I use this?").click()
  await expect(entry.getByText("Ask an owner or admin for a seat in the subscription.")).toBeVisible()
  await entry.getByRole("link", { name: "Request access" }).click()
  await expect(seatless.getByLabel("What you want to reach")).toHaveValue("Consumer cloud")
  await seatless.getByLabel("What you need it for").fill("To take it back at once")
  await seatless.getByRole("button", { name: "Request access" }).click()
  const own = seatless.getByRole("list", { name: "Your requests" }).getByRole("listitem").filter({ hasText: "To take it back at once" })
  await expect(own).toContainText("Waiting")
  await own.getByRole("button", { name: /^Withdraw/ }).click()
  await expect(own).toContainText("Withdrawn")
})

test("a request for access is approved with a connection and a last day, or declined with a note; whoever asked reads it", async ({
  page,
  signIn,
  another,
}) => {
  const [granted, refused] = [unique("Orders of the web shop"), unique("Salaries")]
  await signIn("business")
  await page.goto("/acme/connections")
  await page.getByRole("link", { name: "Request access" }).first().click()
  for (const wanted of [granted, refused]) {
    await page.getByLabel("What you want to reach").fill(wanted)
    await page.getByLabel("What you need it for").fill("The winter campaign")
    await page.getByLabel("Until").fill("2031-12-03")
    await page.getByRole("button", { name: "Request access" }).click()
    await expect(page.getByRole("list", { name: "Your requests" })).toContainText(wanted)
  }
  const admin = await another("admin")
  await admin.goto("/acme/panel/requests")
  await admin.getByRole("button", { name: `Approve ${granted}` }).click()
  await admin.getByRole("dialog").getByLabel("Search connections").fill("Loyalty")
  await admin.getByRole("radio", { name: "Loyalty archive" }).check()
  await admin.getByRole("button", { name: "Approve request" }).click()
  await expect(admin.getByRole("row").filter({ hasText: granted })).toContainText("Approved")
  await admin.getByRole("button", { name: `Decline ${refused}` }).click()
  await admin.getByLabel("Note").fill("Nobody outside of finance reads these.")
  await admin.getByRole("button", { name: "Decline request" }).click()
  await expect(admin.getByRole("row").filter({ hasText: refused })).toContainText("Declined")

  const own = page.getByRole("list", { name: "Your requests" }).getByRole("listitem")
  await expect(own.filter({ hasText: granted })).toContainText("Approved")
  await expect(own.filter({ hasText: granted }).getByRole("link", { name: "Loyalty archive" })).toBeVisible()
  await expect(own.filter({ hasText: refused })).toContainText("Nobody outside of finance reads these.")
})

test("an admin views the organization as a marketer: their pages, their refusals, nothing can be changed, and back again", async ({
  page,
}) => {
  await signInAnew(page, "admin")
  await page.goto("/acme/panel/members")
  await page.getByRole("button", { name: "Actions for Maya Marketer" }).click()
  await page.getByRole("menuitem", { name: "View as" }).click()
  const banner = page.getByText("You see this organization as Maya Marketer does.")
  await expect(banner).toBeVisible()
  await expect(page.getByText("Organization Management Panel")).toHaveCount(0)
  await page.goto("/acme/panel/members")
  await expect(banner).toBeVisible()
  await expect(page.getByText(/contact the organization administrator/i)).toBeVisible()
  await page.goto("/acme/requests")
  await page.getByLabel("What you want to reach").fill("Not mine to ask")
  await page.getByLabel("What you need it for").fill("Only looking")
  await page.getByRole("button", { name: "Request access" }).click()
  await expect(page.getByText(/can change nothing/).last()).toBeVisible()
  await page.getByRole("button", { name: "Stop viewing" }).click()
  await expect(banner).toHaveCount(0)
  await page.goto("/acme/panel/members")
  await expect(page.getByRole("table", { name: "Members" })).toBeVisible()
})
