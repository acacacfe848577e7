import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures"
import { fillCredentials, openWizard, saveConnection, statusOf, unique } from "./support/wizard"

/** A member of this test alone, who has followed their invitation. */
async function join(admin: Page, guest: Page, { name, role, team }: { name: string; role: "Editor" | "Marketer"; team?: string }) {
  await admin.goto("/acme/panel/members")
  await admin.getByRole("button", { name: "Invite people" }).click()
  await admin.getByLabel("Email addresses").fill(`${name.toLowerCase().replaceAll(" ", ".")}@acme.test`)
  await admin.getByLabel("Role").selectOption({ label: role })
  if (team) await admin.getByRole("checkbox", { name: team }).check()
  await admin.getByRole("button", { name: "Make invitations" }).click()
  const link = await admin
    .getByRole("dialog", { name: "1 invitation made" })
    .getByText(/\/invitation\//)
    .innerText()
  await guest.goto(link)
  await guest.getByLabel("Your name").fill(name)
  await guest.getByLabel("Password", { exact: true }).fill("a fine long password of mine")
  await guest.getByRole("button", { name: /Join/ }).click()
  await expect(guest.getByRole("heading", { level: 1, name: "Home" })).toBeVisible()
}

const menu = async (page: Page, of: string, label: string) => {
  await page.getByRole("button", { name: `Actions for ${of}` }).click()
  await page.getByRole("menuitem", { name: label, exact: true }).click()
}

test("rule 12: removing a member asks what becomes of what they own, and it goes on under its new owner; a team shows what it takes along", async ({
  page,
  signIn,
  another,
}) => {
  const [person, team, name, spare] = [unique("Lena Leaver"), unique("Leavers"), unique("Left behind"), unique("Not needed")]
  await signIn("admin")
  await page.goto("/acme/panel/teams")
  await page.getByRole("button", { name: "New team" }).click()
  await page.getByLabel("Name", { exact: true }).fill(team)
  await page.getByRole("button", { name: "Create team" }).click()
  await expect(page.getByRole("link", { name: team })).toBeVisible()
  const guest = await another()
  await join(page, guest, { name: person, role: "Editor", team })
  for (const one of [spare, name]) {
    await openWizard(guest)
    await fillCredentials(guest, { name: one, role: "consumer_web" })
    await saveConnection(guest, "Private")
    await expect(statusOf(guest)).toContainText("Active", { timeout: 40_000 })
  }
  await menu(guest, name, "Edit permissions")
  const window = guest.getByRole("dialog", { name: `Edit permissions of ${name}` })
  await window.getByRole("radio", { name: "Specific teams and people" }).check()
  await window.getByRole("checkbox", { name: team }).check()
  await window.getByRole("button", { name: "Save" }).click()
  await expect(guest.getByText("Permissions saved")).toBeVisible()

  await page.goto("/acme/panel/members")
  await menu(page, person, "Remove from organization")
  const dialog = page.getByRole("dialog", { name: `Remove ${person}` })
  const choice = dialog.getByLabel(new RegExp(`^${name}`))
  await expect(choice).toHaveValue(/^give /)
  await expect(choice.locator("option:checked")).toHaveText("Give to Adam Admin")
  await expect(dialog).toContainText("Nobody loses access by this")
  await choice.selectOption({ label: "Disconnect" })
  await expect(dialog).toContainText(`1 team loses access${team}`)
  await expect(dialog).toContainText("belongs to Adam Admin then")
  await choice.selectOption({ label: "Give to Edgar Editor" })
  await dialog.getByRole("checkbox", { name: "Ask them for credentials of their own" }).check()
  await dialog.getByLabel(new RegExp(`^${spare}`)).selectOption({ label: "Disconnect" })
  await expect(dialog).toContainText("Nobody loses access by this")
  await dialog.getByRole("button", { name: "Remove member" }).click()
  await expect(page.getByText(`${person} removed`)).toBeVisible()
  await expect(page.getByRole("row").filter({ hasText: person })).toHaveCount(0)

  await guest.goto("/acme")
  await expect(guest.getByRole("heading", { level: 1, name: "Home" })).toHaveCount(0)
  const heir = await another("editor2")
  await heir.goto("/acme/connections")
  await heir.getByRole("link", { name }).click()
  await expect(heir).toHaveURL(/\/connections\/con_\w+$/)
  await heir.getByRole("button", { name: `Actions for ${name}` }).click()
  await expect(heir.getByRole("menuitem", { name: "Reauthenticate" })).toBeVisible()

  await page.goto("/acme/panel/teams")
  await page.getByRole("link", { name: team }).click()
  await page.getByRole("button", { name: "Delete team" }).click()
  const last = page.getByRole("dialog", { name: `Delete ${team}` })
  await expect(last).toContainText(`1 team loses access${team}`)
  await last.getByRole("button", { name: "Delete team" }).click()
  await expect(page).toHaveURL(/\/acme\/panel\/teams$/)
  await expect(page.getByRole("link", { name: team })).toHaveCount(0)
})

test("rule 12: an editor who becomes a marketer has what they own settled in the same form, and the effect is seen before it is saved", async ({
  page,
  signIn,
  another,
}) => {
  const [person, name] = [unique("Dora Demoted"), unique("Handed on")]
  await signIn("admin")
  const guest = await another()
  await join(page, guest, { name: person, role: "Editor" })
  await openWizard(guest)
  await fillCredentials(guest, { name, role: "consumer_web" })
  await saveConnection(guest, "All teams")
  await expect(statusOf(guest)).toContainText("Active", { timeout: 40_000 })

  await page.goto("/acme/panel/members")
  await menu(page, person, "Change role, seat and teams")
  const dialog = page.getByRole("dialog", { name: person })
  await dialog.getByLabel("Role").selectOption({ label: "Marketer" })
  await dialog.getByRole("checkbox", { name: "Seat in the subscription" }).uncheck()
  const save = dialog.getByRole("button", { name: "Save member" })
  await save.click()
  await expect(dialog).toContainText(`${person} owns a connection: ${name}.`)
  await expect(dialog.getByLabel(new RegExp(`^${name}`)).locator("option:checked")).toHaveText("Give to Adam Admin")
  await save.click()
  await expect(dialog).toContainText(`1 person loses access${person}`)
  await save.click()
  await expect(page.getByText(`${person} saved`)).toBeVisible()
  await expect(page.getByRole("row").filter({ hasText: person })).toContainText("Marketer")
  await page.goto("/acme/connections")
  await page.getByRole("link", { name }).click()
  await expect(page).toHaveURL(/\/connections\/con_\w+$/)
  await page.getByRole("button", { name: `Actions for ${name}` }).click()
  await expect(page.getByRole("menuitem", { name: "Reauthenticate" })).toBeVisible()
})
