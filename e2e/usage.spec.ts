import { readFile } from "node:fs/promises"
import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect, password, test, typeCredentials } from "./support/fixtures"
import { foundOrganization } from "./support/plenty"
import { fillHours, firstOf } from "./support/usage"

const slug = `usage-${Date.now().toString(36)}`
const id = firstOf(slug, "postgres")
const path = `/${slug}/authorizations/${id}`
let email = ""

test.use({ timezoneId: "Europe/Berlin" })
test.beforeAll(async () => {
  const plenty = await foundOrganization(slug)
  email = plenty.email
  for (const platform of ["postgres", "mysql", "duckdb"]) await plenty.add(1, platform)
  await plenty.end()
  await fillHours(slug, id)
})
test.beforeEach(async ({ page }) => {
  await page.goto("/sign-in")
  await typeCredentials(page, email, password)
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"))
})

const card = (page: Page) => page.getByRole("region", { name: "Activity" })
const chart = (page: Page) => card(page).getByRole("img", { name: /^Requests, / })
const points = (page: Page) => card(page).getByRole("slider")
const steps = (page: Page) => card(page).getByRole("group", { name: "Granularity" })
const total = (page: Page) => card(page).getByRole("definition").first()
const rowsOf = (page: Page) =>
  card(page)
    .getByRole("table")
    .getByRole("row")
    .evaluateAll((rows) => rows.slice(1).map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")))

test("AUT-40 AUT-41 the chart shows the requests, and another window shows others; the address brings the same view back", async ({
  page,
}) => {
  await page.goto(path)
  await expect(chart(page)).toHaveAttribute("aria-label", /daily, .* times in Europe\/Berlin: [\d,]+ requests, /)
  const week = await total(page).innerText()
  await card(page).getByLabel("Window").selectOption("Last 30 days")
  await expect(total(page)).not.toHaveText(week)
  await steps(page).getByRole("button", { name: "Weekly" }).click()
  await expect(chart(page)).toHaveAttribute("aria-label", /weekly/)
  await card(page).getByLabel("Time zone").selectOption("UTC")
  await expect(chart(page)).toHaveAttribute("aria-label", /times in UTC/)
  const told = await chart(page).getAttribute("aria-label")
  await page.reload()
  await expect(chart(page)).toHaveAttribute("aria-label", told ?? "")
  await expect(card(page).getByLabel("Window")).toHaveValue("30d")

  await card(page).getByLabel("Window").selectOption("Custom range")
  await card(page)
    .getByLabel("From", { exact: true })
    .fill(new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10))
  await expect(points(page)).toHaveAttribute("aria-valuemax", "4")
})

test("AUT-42 whatever the step, the total is the same; a step that makes no sense says why", async ({ page }) => {
  await page.goto(`${path}?window=30d&zone=Asia/Kolkata`)
  const all = await total(page).innerText()
  for (const step of ["Hourly", "Weekly", "Daily"]) {
    await steps(page).getByRole("button", { name: step }).click()
    await expect(chart(page)).toHaveAttribute("aria-label", new RegExp(step, "i"))
    await expect(total(page)).toHaveText(all)
  }
  const monthly = steps(page).getByRole("button", { name: "Monthly" })
  await expect(monthly).toHaveAttribute("aria-disabled", "true")
  await monthly.hover()
  await expect(page.getByRole("tooltip")).toHaveText("The window is shorter than two months.")
})

test("AUT-40 keys read each point, and the table and the file hold the same numbers in the same order", async ({ page }) => {
  await page.goto(`${path}?window=7d&granularity=day&zone=Europe/Berlin`)
  await points(page).focus()
  const read: string[] = []
  for (let at = 0; at < 7; at++) {
    await page.keyboard.press(at ? "ArrowRight" : "Home")
    await expect(points(page)).toHaveAttribute("aria-valuenow", String(at + 1))
    read.push((await points(page).getAttribute("aria-valuetext")) ?? "")
  }
  await page.keyboard.press("ArrowLeft")
  await expect(points(page)).toHaveAttribute("aria-valuetext", read[5] ?? "")

  await card(page).getByRole("button", { name: "View as table" }).click()
  await expect(card(page).getByRole("table")).toBeVisible()
  const rows = await rowsOf(page)
  const inWords = rows.map(
    ([at, requests, failed, , , change]) =>
      `${at}, ${requests} ${requests === "1" ? "request" : "requests"}, ${failed === "0" ? "none" : failed} failed, ${change}`,
  )
  expect(inWords).toEqual(read)

  const [download] = await Promise.all([page.waitForEvent("download"), card(page).getByRole("link", { name: "Download CSV" }).click()])
  const [, ...lines] = (await readFile(await download.path(), "utf8")).trim().split("\n")
  expect(lines.map((line) => line.split(",").slice(2, 4))).toEqual(
    rows.map(([, requests = "", failed = ""]) => [requests.replaceAll(",", ""), failed]),
  )
  const sum = lines.reduce((sum, line) => sum + Number(line.split(",")[2]), 0)
  await expect(total(page)).toContainText(sum.toLocaleString("en-US"))
})

test("AUT-43 what cannot be counted says so; what was not used yet draws its axes and says why", async ({ page }) => {
  await page.goto(`/${slug}/authorizations/${firstOf(slug, "duckdb")}`)
  await expect(card(page)).toContainText("Metrics are not available for this provider yet.")
  await expect(chart(page)).toHaveCount(0)
  await page.goto(`/${slug}/authorizations/${firstOf(slug, "mysql")}`)
  await expect(card(page)).toContainText("No requests yet")
  await expect(chart(page)).toBeVisible()
})

test("AUT-40 chart and table have no fault that axe knows, in light and dark, and never scroll sideways", async ({ page }) => {
  for (const view of ["", "&view=table"]) {
    await page.goto(`${path}?window=90d${view}`)
    await expect(view ? card(page).getByRole("table") : chart(page)).toBeVisible()
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze()
      expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([])
    }
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
        .toBeLessThanOrEqual(0)
    }
  }
})
