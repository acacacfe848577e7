import { expect, test } from "./support/fixtures"
import { chooseMethod } from "./support/wizard"

const catalog = "/acme/catalog"

test("CAT-1 CAT-2 CAT-12 each platform stands once, with its category and the number of its connections", async ({ page, signIn }) => {
  await signIn("admin")
  await page.goto(catalog)
  const platforms = page.getByRole("list", { name: "Platforms" })
  const card = (name: string) => platforms.getByRole("listitem").filter({ has: page.getByRole("link", { name, exact: true }) })
  for (const name of ["Google BigQuery", "Snowflake"]) await expect(card(name)).toContainText("Data Warehouse")
  for (const name of ["Amazon S3", "Google Cloud Storage"]) await expect(card(name)).toContainText("Cloud Storage")
  await expect(card("PostgreSQL")).toHaveCount(1)
  await expect(card("PostgreSQL")).toContainText(/Connected · \d+ connections/)
  await expect(card("MySQL")).toContainText("Not connected")
  await expect(card("Snowflake")).toContainText("Beta")
  await expect(card("Amazon Redshift")).toContainText("Coming soon")

  const said = (
    await card("PostgreSQL")
      .getByText(/Connected ·/)
      .innerText()
  ).match(/\d+/)?.[0]
  await page.goto("/acme/panel/source-connections?source=postgres")
  await expect(page.getByText(`${said} connections`, { exact: true })).toBeVisible()
})

test("CAT-3 CAT-15 BigQuery's page says what it reads, how far it was tested, and its three ways of signing in", async ({
  page,
  signIn,
}) => {
  await signIn("editor")
  await page.goto(`${catalog}/bigquery`)
  const main = page.getByRole("main")
  await expect(main).toContainText("Connect to BigQuery datasets to import tables containing user data.")
  await expect(main).toContainText("Standard and partitioned tables")
  await expect(main).toContainText("generally available")
  for (const method of ["Service-account key", "Impersonated service account", "OAuth user"]) await expect(main).toContainText(method)
  await page.getByRole("link", { name: "Connect", exact: true }).click()
  await expect(page.getByRole("radio")).toHaveCount(3)
  await chooseMethod(page, "OAuth user")
  await expect(page.getByLabel("Refresh token", { exact: true })).toBeVisible()
  await expect(page.getByLabel("Private key", { exact: true })).toHaveCount(0)
})

test("CAT-4 CAT-5 CAT-6 the pages of Snowflake, Amazon S3 and Google Cloud Storage say what they read, from where, and how far that was tested", async ({
  page,
  signIn,
}) => {
  await signIn("editor")
  const main = page.getByRole("main")
  const opens = async (id: string, ...texts: string[]) => {
    await page.goto(`${catalog}/${id}`)
    for (const text of texts) await expect(main).toContainText(text)
  }
  await opens("snowflake", "Connect to Snowflake databases and schemas.", "AWS, Azure and GCP", "Beta: tested against a double")
  await opens("s3", "Connect to S3 buckets with data files.", "via BigQuery Omni", "Patchbay reads the bucket directly", "Available")
  await opens(
    "gcs",
    "Connect to Cloud Storage buckets with data files.",
    "Direct GCS bucket access",
    "generally available",
    "tested against a double",
  )
})

test("CAT-16 LIM-9 CRE-15 the guide of every platform says what to create, what is dialled and what each error means", async ({
  page,
  signIn,
}) => {
  await signIn("editor")
  for (const id of ["bigquery", "snowflake", "s3", "gcs", "postgres", "mysql"]) {
    await page.goto(`${catalog}/${id}`)
    const guide = page.getByRole("region", { name: "Set-up guide" })
    await expect(guide.getByRole("heading", { name: "Open the network" })).toBeVisible()
    expect(await guide.getByRole("listitem").count()).toBeGreaterThanOrEqual(7)
    const errors = page.getByRole("region", { name: "What each error means" })
    await expect(errors.getByRole("heading", { name: "Authentication failed" })).toBeVisible()
    await expect(errors.getByRole("heading", { name: "The source could not be reached" })).toBeVisible()
  }
})

test("CAT-16 whoever types their names on a platform's page finds them in its script", async ({ page, signIn }) => {
  await signIn("editor")
  await page.goto(`${catalog}/postgres`)
  const script = page.getByRole("region", { name: "Least-privilege script for PostgreSQL" })
  await expect(script).toContainText("GRANT CONNECT ON DATABASE {database} TO {user};")
  await expect(async () => {
    await page.getByLabel("Database", { exact: true }).fill("shop")
    await page.getByLabel("User", { exact: true }).fill("reader")
    await expect(script).toContainText('GRANT CONNECT ON DATABASE "shop" TO "reader";', { timeout: 2_000 })
  }).toPass()
  await page.getByLabel("Schemas", { exact: true }).fill("sales, web")
  await expect(script).toContainText('GRANT USAGE ON SCHEMA "web" TO "reader";')
})

test("CAT-10 CAT-11 a platform that is coming says that nothing of it works, has no way to connect it, and keeps a request", async ({
  page,
  signIn,
}) => {
  await signIn("editor2")
  await page.goto(`${catalog}/redshift`)
  const main = page.getByRole("main")
  await expect(main).toContainText("Coming soon")
  await expect(main).toContainText("Nothing of it works today.")
  await expect(main.getByRole("link", { name: "Connect", exact: true })).toHaveCount(0)
  await expect(main.getByRole("region", { name: "Set-up guide" })).toHaveCount(0)
})

test("CAT-7 CAT-8 search and category combine, stand in the address, and leave only what answers both", async ({ page, signIn }) => {
  await signIn("editor")
  await page.goto(catalog)
  const names = page.getByRole("list", { name: "Platforms" }).getByRole("heading")
  await page.getByLabel("Search platforms").fill("snow")
  await expect(names).toHaveText(["Snowflake"])
  await page.getByLabel("Search platforms").fill("")
  await expect(page).not.toHaveURL(/q=/)
  await page.getByRole("navigation", { name: "Categories" }).getByRole("link", { name: "Cloud Storage" }).click()
  await expect(page.getByRole("list", { name: "Platforms" })).toContainText("Amazon S3")
  await expect(page.getByRole("list", { name: "Platforms" })).not.toContainText("Snowflake")
  await page.getByLabel("Search platforms").fill("google")
  await expect(names).toHaveText(["Google Cloud Storage"])
  await expect(page).toHaveURL(/category=Cloud\+Storage/)
  await page.reload()
  await expect(names).toHaveText(["Google Cloud Storage"])
})

test("CAT-7 CAT-10 CAT-11 a platform that is not there: three reasons, whom to contact, and a request that is kept", async ({
  page,
  signIn,
}) => {
  await signIn("editor2")
  await page.goto(`${catalog}?q=teradata`)
  await expect(page.getByRole("heading", { name: "No platform matches “teradata”" })).toBeVisible()
  const main = page.getByRole("main")
  for (const reason of ["Not supported.", "Limited or beta.", "Not granted to your workspace."]) await expect(main).toContainText(reason)
  await expect(main).toContainText("Customer Success Manager")
  await page.getByRole("button", { name: "Request a platform" }).click()
  await expect(page.getByText("Your request is kept.")).toBeVisible()
})

test("CAT-9 CAT-13 CAT-15 CAT-16 a platform's page holds its guide, its permissions and script, and Connect opens its form", async ({
  page,
  signIn,
}) => {
  await signIn("admin")
  await page.goto(catalog)
  await page.getByRole("link", { name: "PostgreSQL", exact: true }).click()
  await expect(page.getByRole("heading", { level: 1, name: "PostgreSQL" })).toBeVisible()
  await expect(page.getByRole("table", { name: "Permissions for PostgreSQL" })).toContainText("USAGE on each chosen schema")
  await expect(page.getByRole("region", { name: "Least-privilege script for PostgreSQL" })).toContainText("GRANT SELECT ON ALL TABLES")
  await page.getByRole("link", { name: "Set-up guide" }).first().click()
  await expect(page).toHaveURL(/#set-up-guide$/)
  await expect(page.getByRole("heading", { name: "Set-up guide" })).toBeInViewport()
  await expect(page.getByRole("heading", { name: "Wait for the checks" })).toBeVisible()

  await page.getByRole("link", { name: "Connect", exact: true }).click()
  await expect(page).toHaveURL(/\/connections\/new\?platform=postgres/)
  await expect(page.getByLabel("Host", { exact: true })).toBeVisible()
  // One method: it is chosen already, and nothing is asked.
  await expect(page.getByRole("radio")).toHaveCount(0)
  await expect(page.getByLabel("User", { exact: true })).toBeVisible()
})
