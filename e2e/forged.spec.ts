import { expect, test } from "./support/fixtures"

test("what a request says of nonce and organization is not believed, and a write from elsewhere reaches nobody", async ({
  signIn,
  page,
}) => {
  await signIn("admin")
  const forged = { "x-nonce": "mine", "content-security-policy": "script-src 'nonce-mine'", "x-patchbay-organization": "globex" }
  const answer = await page.request.get("/acme/panel/source-connections", { headers: forged })
  const drawn = await answer.text()
  expect(answer.headers()["content-security-policy"]).not.toContain("mine")
  expect(drawn).not.toContain('nonce="mine"')
  expect(drawn).toContain("Acme Outfitters")
  const files = "/api/console/acme/files?name=a.duckdb"
  expect((await page.request.post(files, { data: "x" })).status()).toBe(403)
  expect((await page.request.post(files, { data: "x", headers: { origin: "https://evil.test" } })).status()).toBe(403)
  const data = await page.request.get("/api/console/acme/connections")
  expect(data.headers()).toMatchObject({
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
  })
})
