import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import { unique } from "./support/wizard"

const name = "Partner feed"
const description = (page: Page, text: string) => page.locator("main header").first().getByText(text)

async function describe(page: Page, text: string) {
  await page.getByRole("button", { name: "Edit name and description" }).click()
  await page.getByRole("textbox", { name: "Description" }).fill(text)
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(description(page, text)).toBeVisible()
}

async function openConnection(page: Page) {
  await page.goto("/acme/panel/source-connections")
  await page.getByRole("link", { name, exact: true }).click()
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()
}

/** The server has drawn the page; its program, and with it the event stream, is held back until it is let go. */
async function heldBack(page: Page, address: string): Promise<() => void> {
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await gate
    await route.continue()
  })
  await page.goto(address, { waitUntil: "commit" })
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()
  return letGo
}

test("what changed after the server drew a page and before its stream opened is shown", async ({ signIn, page, another }) => {
  await signIn("owner")
  await openConnection(page)
  const admin = await another("admin")
  const letGo = await heldBack(admin, page.url())
  const text = unique("Changed while the page was on its way")
  await describe(page, text)
  await expect(description(admin, text)).toHaveCount(0)
  letGo()
  await expect(description(admin, text)).toBeVisible()
})

test("so it is in a second window, whose news come from the first one's stream", async ({ signIn, page, another }) => {
  await signIn("owner")
  await openConnection(page)
  const first = await another("admin")
  const opened = first.waitForResponse(/\/api\/events\//)
  await first.goto(page.url())
  await opened
  const second = await first.context().newPage()
  let streams = 0
  second.on("request", (request) => request.url().includes("/api/events/") && streams++)
  const letGo = await heldBack(second, page.url())
  const text = unique("Changed before the second window listened")
  await describe(page, text)
  await expect(description(first, text)).toBeVisible()
  await expect(description(second, text)).toHaveCount(0)
  letGo()
  await expect(description(second, text)).toBeVisible()
  expect(streams).toBe(0)
})
