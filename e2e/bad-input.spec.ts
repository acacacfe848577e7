import type { Page } from "@playwright/test"
import { expect, password, test } from "./support/fixtures"
import { cluster, freezeSource, inSource } from "./support/source"
import { chooseAccess, fillCredentials, openWizard, type Source, saveConnection, statusOf, unique } from "./support/wizard"

const role = "e2e_nothing"
const secret = "a role that may do nothing"

test.beforeEach(({ signIn }) => signIn("admin"))

/** Connects, and waits for the verdict: the row stays, Inactive, where its owner corrects it. */
async function refusedBy(page: Page, source: Omit<Source, "name">, said: RegExp, change?: () => Promise<void>) {
  await openWizard(page)
  await fillCredentials(page, { name: unique("Bad"), ...source })
  await change?.()
  await saveConnection(page, "Private")
  await expect(page.getByRole("main")).toContainText(said, { timeout: 40_000 })
  await expect(statusOf(page)).toContainText("Inactive")
}

test("bad input: VAL-6 a wrong password is an authentication failure with its causes, and its owner corrects it in place", async ({
  page,
}) => {
  await refusedBy(page, { role: "consumer_web", secret: "not this one" }, /Authentication failed/)
  for (const cause of [
    /wrong password, an expired token or an invalid key file/,
    /account or database is missing or wrong/,
    /is not enabled/,
  ])
    await expect(page.getByRole("main")).toContainText(cause)
  await page.getByLabel("User", { exact: true }).fill("consumer_web")
  await page.getByLabel("Password", { exact: true }).fill("demo-consumer-web")
  await page.getByRole("button", { name: "Reauthenticate", exact: true }).click()
  await expect(statusOf(page)).toContainText(/^(?!.*Inactive).*Active/s)
})

test("bad input: an unknown host is named as such", async ({ page }) => {
  await refusedBy(page, { role: "consumer_web" }, /No such host\. Check the spelling|name of this host could not be looked up/, () =>
    page.getByLabel("Host", { exact: true }).fill("no-such-host.invalid"),
  )
})

test("bad input: a host that the operator does not allow is refused without a word about what is there", async ({ page }) => {
  await refusedBy(page, { role: "consumer_web" }, /operator/, () => page.getByLabel("Host", { exact: true }).fill("169.254.169.254"))
})

test("bad input: a host that accepts and never answers is given up after ten seconds", async ({ page }) => {
  const thaw = freezeSource()
  try {
    await refusedBy(page, { role: "consumer_web" }, /did not answer within 10 seconds/)
  } finally {
    thaw()
  }
})

test("bad input: a server that refuses encryption is named, with what to do", async ({ page }) => {
  await refusedBy(page, { role: "consumer_web", tls: "verify-full" }, /(TLS|encrypt)/)
  await expect(page.getByRole("listitem").filter({ hasText: /^Failed\s*Encrypt the connection/ })).toBeVisible()
})

test("bad input: VAL-4 VAL-7 a role without grants and an empty database each say what is missing or what to look at", async ({ page }) => {
  await inSource(
    "postgres",
    `do $$ begin create role ${role} login password '${secret}'; exception when duplicate_object then null; end $$`,
    "drop database if exists e2e_empty with (force)",
    "create database e2e_empty",
    `grant connect on database consumer_cloud to ${role}`,
  )
  try {
    await refusedBy(page, { role: "consumer_web", schemas: "web, crm" }, /USAGE/)
    await expect(page.getByRole("region", { name: "Missing grants, for PostgreSQL" })).toContainText(/GRANT USAGE ON SCHEMA "?crm"?/)
    await openWizard(page)
    await fillCredentialsOf(page, "e2e_empty")
    await expect(page.getByRole("main")).toContainText(/shows no tables|no schema/i)
    await expect(statusOf(page)).toContainText("Inactive")
    await page.getByRole("link", { name: "Schema", exact: true }).click()
    await expect(page.getByRole("main")).toContainText("Connected, but no tables are visible")
    for (const look of ["read permission", "project, dataset or schema", "are not empty"])
      await expect(page.getByRole("main")).toContainText(look)
  } finally {
    await inSource("postgres", "drop database if exists e2e_empty with (force)", `revoke all on database consumer_cloud from ${role}`)
  }
})

async function fillCredentialsOf(page: Page, database: string) {
  await page.getByLabel("Name", { exact: true }).fill(unique("Empty"))
  await page.getByLabel("Host", { exact: true }).fill("127.0.0.1")
  await page.getByLabel("Port", { exact: true }).fill(String(cluster().port))
  await page.getByLabel("Database", { exact: true }).fill(database)
  await page.getByLabel("Encryption").selectOption("off")
  await page.getByLabel("User", { exact: true }).fill(role)
  await page.getByLabel("Password", { exact: true }).fill(secret)
  await saveConnection(page, "Private")
}

test("bad input: a file that is no DuckDB file is refused at once, and the name stays", async ({ page }) => {
  await openWizard(page, "duckdb")
  await page.getByLabel("Name", { exact: true }).fill("A file")
  const file = { name: "customers.duckdb", mimeType: "application/octet-stream", buffer: Buffer.from("id,name\n1,Ann\n".repeat(2_000)) }
  await page.getByLabel("Upload: Database file").setInputFiles(file)
  await expect(page.getByText("This is not a DuckDB file. Choose a database file that DuckDB has written.")).toBeVisible()
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("A file")
  await page.getByRole("button", { name: "Choose access" }).click()
  await expect(page).toHaveURL(/step=credentials/)
})

for (const [what, name, said] of [
  ["a name of 10,000 characters", "n".repeat(10_000), /at most 120 characters/],
  ["a name with a control character", "Con\u0007nection", /control or direction character/],
  ["a name with a right-to-left override", "abc\u202Egnp.exe", /control or direction character/],
] as const)
  test(`bad input: ${what} is refused in the form, and what was typed is kept`, async ({ page }) => {
    await openWizard(page)
    await fillCredentials(page, { name, role: "consumer_web" })
    await page.getByRole("button", { name: "Choose access" }).click()
    await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(said)
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name)
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("demo-consumer-web")
    await expect(page).toHaveURL(/step=credentials/)
  })

test("bad input: a duplicate name is refused on Save; everything typed is still there, the secret too", async ({ page }) => {
  await openWizard(page)
  await fillCredentials(page, { name: "Consumer cloud", role: "consumer_web" })
  await page.getByRole("button", { name: "Choose access" }).click()
  await page.getByRole("button", { name: "Save", exact: true }).click()
  const name = page.getByLabel("Name", { exact: true })
  await expect(name).toHaveAccessibleDescription(/Another PostgreSQL connection has this name/)
  await expect(name).toHaveValue("Consumer cloud")
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("demo-consumer-web")
  await name.fill(unique("Consumer cloud"))
  await saveConnection(page, "Private")
})

test("bad input: a session that is lost in mid-form is asked for in place, and the connection is then saved", async ({ page }) => {
  const name = unique("Kept")
  await openWizard(page)
  await fillCredentials(page, { name, role: "consumer_web" })
  await page.getByRole("button", { name: "Choose access" }).click()
  const kept = page.waitForResponse((response) => response.request().postData()?.includes("private") === true)
  await chooseAccess(page, "Private")
  await kept
  await page.context().clearCookies()
  await page.getByRole("button", { name: "Save", exact: true }).click()
  const again = page.getByRole("dialog", { name: "Sign in again" })
  await again.getByLabel("Password", { exact: true }).fill(password)
  await again.getByRole("button", { name: "Sign in and continue" }).click()
  await expect(page).toHaveURL(/\/acme\/connections\/con_\w+$/)
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()
})

test("bad input: what another site posts to the console's data is refused, and data is answered as data", async ({ page, baseURL }) => {
  const console = `${baseURL}/api/console/acme`
  for (const path of ["audiences/count", "audiences/estimate", "files"]) {
    const post = (headers: Record<string, string>) => page.request.post(`${console}/${path}`, { headers, data: "{}" })
    for (const headers of [{}, { origin: "https://evil.test" }, { "sec-fetch-site": "cross-site" }] as Record<string, string>[]) {
      const answer = await post(headers)
      expect([answer.status(), await answer.text()], path).toEqual([403, expect.stringContaining("Patchbay's own pages")])
    }
    expect(await (await post({ origin: baseURL ?? "" })).text(), path).not.toContain("Patchbay's own pages")
  }
  const { headers } = await page.request.get(`${console}/connections`).then((answer) => ({ headers: answer.headers() }))
  expect(headers).toMatchObject({
    "cache-control": expect.stringContaining("no-store"),
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  })
})
