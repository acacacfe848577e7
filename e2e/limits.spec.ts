import type { Page } from "@playwright/test"
import { expect, password, test, typeCredentials, whole } from "./support/fixtures"
import { foundOrganization } from "./support/plenty"
import { fillCredentials, openWizard, saveConnection, statusOf, unique } from "./support/wizard"

const slug = unique("plenty").replace(" ", "-")
const panel = `/${slug}/panel/source-connections`
let plenty: Awaited<ReturnType<typeof foundOrganization>>

test.describe.configure({ mode: "serial" })
test.beforeAll(async () => {
  plenty = await foundOrganization(slug)
})
test.afterAll(() => plenty?.end())

async function enter(page: Page) {
  await page.goto("/sign-in")
  await typeCredentials(page, plenty.email, password)
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible()
}

const table = (page: Page) => page.getByRole("table", { name: "Connections" })
const names = async (page: Page) => {
  await whole(page)
  return table(page).locator("tbody").getByRole("link").allInnerTexts()
}

/** How long the page takes from the click or the address until its rows stand there. */
async function timed(act: () => Promise<unknown>, page: Page) {
  const began = performance.now()
  await act()
  await expect(table(page).getByRole("row").nth(1)).toBeVisible()
  return performance.now() - began
}

test("LIM-1 beside 50 connections to one data cloud a 51st is made, and found in the table", async ({ page }) => {
  await plenty.add(50, "postgres")
  await enter(page)
  await openWizard(page, "postgres", slug)
  await fillCredentials(page, { name: "The fifty-first", role: "consumer_reader" })
  await saveConnection(page, undefined, slug)
  await expect(statusOf(page)).toContainText("Active", { timeout: 30_000 })

  await page.goto(`${panel}?q=fifty-first`)
  await expect(table(page).getByRole("link", { name: "The fifty-first" })).toBeVisible()
  await page.goto(`${panel}?platform=postgres&size=100`)
  await expect(page.getByText("51 of 51 connections")).toBeVisible()
  expect(new Set(await names(page)).size).toBe(51)
})

test("LIM-2 with more than 500 connections the table pages, finds and stays quick", async ({ page }) => {
  await plenty.add(460, "mysql")
  await enter(page)
  const opening = await timed(() => page.goto(panel), page)
  await expect(page.getByText("50 of 511 connections")).toBeVisible()
  await expect(table(page).getByRole("row")).toHaveCount(51)

  const seen: string[] = []
  await page.goto(`${panel}?size=100`)
  for (;;) {
    await expect(table(page)).toBeVisible()
    const here = await names(page)
    expect(here.length).toBeLessThanOrEqual(100)
    seen.push(...here)
    const next = page.getByRole("link", { name: "Next" })
    if ((await next.count()) === 0) break
    const address = await next.getAttribute("href")
    await next.click()
    await page.waitForURL((url) => `${url.pathname}${url.search}` === address)
    await expect.poll(async () => (await names(page))[0]).not.toBe(here[0])
  }
  expect(seen).toHaveLength(511)
  expect(new Set(seen).size).toBe(511)

  const searching = await timed(() => page.goto(`${panel}?q=number%200444`), page)
  expect(await names(page)).toEqual(["mysql number 0444"])
  // Told against a page of one row on the same busy machine: 511 connections must not be what a person waits for.
  expect(opening).toBeLessThan(searching * 5 + 1_000)
})
