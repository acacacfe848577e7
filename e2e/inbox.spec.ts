import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import { unique } from "./support/wizard"

const bell = (page: Page) => page.getByRole("button", { name: /^Inbox/ })
const unread = async (page: Page) => Number(/(\d+) unread/.exec((await bell(page).getAttribute("aria-label")) ?? "")?.[1] ?? 0)
const tray = (page: Page) => page.getByRole("dialog", { name: "Inbox" })
const newsOf = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title })

async function openTray(page: Page) {
  await bell(page).click()
  await expect(tray(page).getByRole("link", { name: "Open the inbox" })).toBeVisible()
}

/** Asks the owners and admins for access: news for each of them. */
async function ask(page: Page, wanted: string) {
  await page.goto("/acme/requests")
  await page.getByLabel("What you want to reach").fill(wanted)
  await page.getByLabel("What you need it for").fill("The winter campaign")
  await page.getByRole("button", { name: "Request access" }).click()
  await expect(page.getByRole("list", { name: "Your requests" })).toContainText(wanted)
}

test("news reaches the bell without a reload, is read there, and is gone from the count; the answer goes back the same way", async ({
  page,
  signIn,
  another,
}) => {
  const wanted = unique("Prices of the outlet")
  const title = `Nora Noseat asks for access: ${wanted}`
  await signIn("admin")
  await page.goto("/acme/help")
  const before = await unread(page)

  const nora = await another("noSeat")
  await ask(nora, wanted)
  await expect(bell(page)).toHaveAccessibleName(`Inbox, ${before + 1} unread`)
  await openTray(page)
  const news = newsOf(page, title)
  await expect(news).toContainText("The winter campaign")
  await expect(news).toContainText("Unread.")
  await news.getByRole("button", { name: "Mark as read" }).click()
  await expect(news.getByRole("button", { name: "Mark as read" })).toHaveCount(0)
  await expect(bell(page)).toHaveAccessibleName(before === 0 ? "Inbox" : `Inbox, ${before} unread`)

  await news.getByRole("link").click()
  await expect(page).toHaveURL(/\/panel\/requests$/)
  await page.getByRole("button", { name: `Decline ${wanted}` }).click()
  await page.getByLabel("Note").fill("Outlet prices are public.")
  await page.getByRole("button", { name: "Decline request" }).click()

  await expect(bell(nora)).toHaveAccessibleName(/unread$/)
  await openTray(nora)
  await expect(newsOf(nora, title)).toHaveCount(0)
  await expect(newsOf(nora, `declined your request: ${wanted}`)).toContainText("Outlet prices are public.")
})

test("the inbox page holds all of it; all is marked as read at once, in every window; on a phone the bell is in the bar", async ({
  page,
  signIn,
  another,
}) => {
  const wanted = unique("Returns by shop")
  await signIn("owner")
  await page.goto("/acme/inbox")
  const nora = await another("noSeat")
  await ask(nora, wanted)
  await expect(newsOf(page, wanted)).toBeVisible()
  const second = await page.context().newPage()
  await second.setViewportSize({ width: 360, height: 740 })
  await second.goto("/acme/help")
  await expect(bell(second)).toHaveAccessibleName(/unread$/)
  await page.getByRole("button", { name: "Mark all as read" }).click()
  await expect(page.getByText("All read")).toBeVisible()
  await expect(bell(page)).toHaveAccessibleName("Inbox")
  await expect(bell(second)).toHaveAccessibleName("Inbox")
  await openTray(second)
  await tray(second).getByRole("link", { name: "Open the inbox" }).click()
  await expect(tray(second)).toBeHidden()
  await expect(newsOf(second, wanted)).toBeVisible()
})

test("without a mail server, owners and admins read what would have been sent; others do not", async ({ page, signIn, another }) => {
  const wanted = unique("Margins")
  const consumer = await another("noSeat")
  await ask(consumer, wanted)
  await signIn("admin")
  await page.goto("/acme/inbox")
  await page.getByRole("link", { name: "Mail that was not sent" }).click()
  const letter = page.getByRole("article", { name: `Nora Noseat asks for access: ${wanted}` }).filter({ hasText: "admin@acme.test" })
  await expect(letter).toContainText("The winter campaign")
  await expect(letter).toContainText("/acme/panel/requests")
  await consumer.goto("/acme/inbox/mail")
  await expect(consumer.getByRole("heading", { level: 1 })).toHaveText("Your role does not open this page")
})
