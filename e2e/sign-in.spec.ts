import { accounts, expect, password, signInAnew, test, typeCredentials } from "./support/fixtures"

test("bad input: a wrong password and an unknown user are answered in the same words, and the email stays", async ({ page }) => {
  const said = "Email and password do not match. Check both, or ask an owner of your organization for a reset link."
  for (const email of [accounts.editor2, "nobody.at.all@acme.test"]) {
    await page.goto("/sign-in")
    await typeCredentials(page, email, "not the password of anybody")
    await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(said)
    await expect(page.getByLabel("Email")).toHaveValue(email)
    await expect(page).toHaveURL(/\/sign-in/)
  }
})

test("a person signs in and out with the keyboard alone", async ({ page }) => {
  await page.goto("/sign-in")
  await expect(page.getByLabel("Email")).toBeFocused()
  await page.keyboard.type(accounts.editor)
  await page.keyboard.press("Tab")
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused()
  await page.keyboard.type(password)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible()

  await page.getByRole("button", { name: /your account/ }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("menu")).toBeVisible()
  await page.keyboard.press("End")
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto("/acme")
  await expect(page).toHaveURL(/\/sign-in/)
})

test("a deep link asks who one is and then opens what it named", async ({ page }) => {
  await page.goto("/acme/panel/source-connections?status=Inactive")
  await expect(page).toHaveURL(/\/sign-in\?/)
  await typeCredentials(page, accounts.admin, password)
  await expect(page).toHaveURL(/\/acme\/panel\/source-connections\?status=Inactive$/)
  await expect(page.getByRole("table", { name: "Connections" })).toBeVisible()
})

test("the way back never leads to another site", async ({ page }) => {
  await page.goto("/sign-in?next=https://elsewhere.example/")
  await typeCredentials(page, accounts.admin, password)
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible()
  expect(new URL(page.url()).hostname).toBe("localhost")
})

test("a session that is ended elsewhere closes its live stream at once and ends with its next request", async ({
  page,
  another,
  sessions,
}) => {
  await signInAnew(page, "editor2")
  const elsewhere = await another()
  const opened = elsewhere.waitForRequest(/\/api\/events\//)
  await signInAnew(elsewhere, "editor2")
  const stream = await opened
  // The server ends it, or the page hangs up on being told: whichever the browser notices first.
  const closed = new Promise<void>((resolve) => {
    elsewhere.on("requestfinished", (request) => request === stream && resolve())
    elsewhere.on("requestfailed", (request) => request === stream && resolve())
  })

  await page.goto("/account")
  await page.getByRole("button", { name: "Sign out everywhere else" }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere else" }).click()
  await expect(page.getByText("Signed out everywhere else")).toBeVisible()

  sessions.delete("editor2")
  await closed
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await elsewhere.goto("/acme/connections")
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await page.goto("/acme")
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible()
})
