import { hash } from "@node-rs/argon2"
import { eq } from "drizzle-orm"
import { afterAll, afterEach, expect, test } from "vitest"
import { identities, users } from "@/db/schema"
import { shiftClock } from "@/lib/base/clock"
import { newId } from "@/lib/base/ids"
import { times } from "@/lib/base/times"
import { findSession } from "@/lib/sessions/find"
import { openSession } from "@/lib/sessions/open"
import { closePools, pool, world } from "@/test/world"
import { checkPassword } from "./check-password"
import { createPerson } from "./create"
import { federatedPerson } from "./federated"
import { lookAtLink, makeLink, takeLink } from "./links"
import { safeNext } from "./model"
import { setPassword } from "./set-password"
import { refuseWeak } from "./weak"

afterAll(closePools)
afterEach(() => shiftClock(0))
const db = () => pool("web").db
const password = "violet anchor teapot"
const address = undefined

async function ada() {
  const email = `${newId("usr")}@x.test`
  return { email, ...(await createPerson(db(), { email, name: "Ada", password })) }
}

test("the right password signs in, whatever the capitals of the address", async () => {
  const { id, email } = await ada()
  expect(await checkPassword(db(), { email: email.toUpperCase(), password, address })).toBe(id)
})

test("a wrong password, an unknown person and one without a password are told the same", async () => {
  const { email } = await ada()
  const silent = `${newId("usr")}@x.test`
  await createPerson(db(), { email: silent, name: "Silent" })
  const answers = await Promise.all(
    [email, `${newId("usr")}@x.test`, silent].map((one) =>
      checkPassword(db(), { email: one, password: "nobody has this password", address }).catch(({ code, message, fields }) => ({
        code,
        message,
        fields,
      })),
    ),
  )
  expect(answers[0]).toMatchObject({ code: "invalid", fields: { password: [expect.any(String)] } })
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
})

test("too many tries are refused with the wait, even with the right password; a success forgets them", async () => {
  const { email, id } = await ada()
  const wrong = () => checkPassword(db(), { email, password: "wrong", address }).catch((error) => error)
  for (let tries = 0; tries < 5; tries++) await wrong()
  expect(await checkPassword(db(), { email, password, address })).toBe(id)
  for (let tries = 0; tries < 8; tries++) expect(await wrong()).toMatchObject({ code: "invalid" })
  const refused = await checkPassword(db(), { email, password, address }).catch((error) => error)
  expect(refused).toMatchObject({ code: "limited", message: expect.stringMatching(/^Too many tries\. Try again in \d+ s\.$/) })
  expect(refused.facts.seconds).toBeLessThanOrEqual(60)
})

test("one address is limited across accounts", async () => {
  const from = `2001:db8:${newId("req").slice(4, 8)}:1::9`
  const tries = Array.from({ length: 45 }, () =>
    checkPassword(db(), { email: `${newId("usr")}@x.test`, password: "wrong", address: from }).catch(({ code }) => code),
  )
  expect(new Set(await Promise.all(tries))).toContain("limited")
})

test("a hash that was made cheaper is made anew at sign-in", async () => {
  const { id, email } = await ada()
  await db()
    .update(users)
    .set({ passwordHash: await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 }) })
    .where(eq(users.id, id))
  await checkPassword(db(), { email, password, address })
  const [row] = await db().select().from(users).where(eq(users.id, id))
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test("a new password ends all other sessions and the old password", async () => {
  const { id, email } = await ada()
  const visit = { device: "x", address }
  const [here, there] = [await openSession(db(), id, visit), await openSession(db(), id, visit)]
  await setPassword(db(), id, "quite another thing", here.id)
  expect([await findSession(db(), here.token), await findSession(db(), there.token)]).toEqual([
    { id: here.id, userId: id, viewing: null },
    null,
  ])
  await expect(checkPassword(db(), { email, password, address })).rejects.toMatchObject({ code: "invalid" })
  await expect(setPassword(db(), id, "short")).rejects.toMatchObject({ name: "ZodError" })
  await expect(setPassword(db(), id, "x".repeat(129))).rejects.toMatchObject({ name: "ZodError" })
})

test("what is guessed first is refused, what is not is not", () => {
  const refused = [
    "password",
    "Password1!",
    "P@ssw0rd123",
    "qwertyuiop",
    "12345678",
    "aaaaaaaa",
    "abcabcabc",
    "letmein2026",
    "patchbay1",
    "acme2026!",
    "grace.hopper",
  ]
  for (const weak of refused) expect(() => refuseWeak(weak, ["grace.hopper@acme.test", "Grace Hopper"]), weak).toThrow()
  for (const strong of ["violet anchor teapot", "Xk4!pq9#vL", "demo password for tests", "korrekt-horse"])
    expect(() => refuseWeak(strong, ["grace@acme.test"]), strong).not.toThrow()
})

test("a link works once, within its time, for its purpose; looking does not use it up", async () => {
  const { id } = await ada()
  const token = await makeLink(db(), "sign-in", id)
  expect(await lookAtLink(db(), token, "sign-in")).toMatchObject({ userId: id, name: "Ada" })
  await expect(takeLink(db(), token, "password-reset")).rejects.toMatchObject({ code: "not_found" })
  const taken = await Promise.allSettled([takeLink(db(), token, "sign-in"), takeLink(db(), token, "sign-in")])
  expect(taken.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const late = await makeLink(db(), "sign-in", id)
  shiftClock(times.signInLink + times.second)
  expect(await lookAtLink(db(), late, "sign-in")).toBeUndefined()
})

test("after sign-in one comes back to our own pages only", () => {
  expect(safeNext("/acme/panel/teams?a=1#b")).toBe("/acme/panel/teams?a=1#b")
  for (const bad of [
    "https://evil.test",
    "//evil.test",
    "/\\evil.test",
    "/x/..//evil.test",
    "javascript:alert(1)",
    "/a\nb",
    "",
    undefined,
    ["/a"],
    "/\t/evil.test",
  ])
    expect(safeNext(bad), String(bad)).toBe("/")
})

test("single sign-on lets in members and invited people, by verified address at first and by subject ever after", () =>
  world(async ({ home }) => {
    const issuer = "https://idp.test"
    const sub = newId("req")
    const email = `editor@${home.slug}.test`
    expect(await federatedPerson(db(), { issuer, profile: { sub, email, email_verified: false } })).toBeUndefined()
    expect(await federatedPerson(db(), { issuer, profile: { sub, email: "stranger@x.test", email_verified: true } })).toBeUndefined()
    expect(await federatedPerson(db(), { issuer, profile: { sub, email, email_verified: true } })).toBe(home.people.editor)
    expect(await federatedPerson(db(), { issuer, profile: { sub, email: "renamed@x.test" } })).toBe(home.people.editor)
    expect(await federatedPerson(db(), { issuer: "https://other.test", profile: { sub } })).toBeUndefined()
    expect(await db().select().from(identities).where(eq(identities.subject, sub))).toHaveLength(1)
  }))
