import { sql } from "drizzle-orm"
import { afterAll, afterEach, expect, test } from "vitest"
import { mails, memberships } from "@/db/schema"
import { within } from "@/lib/access/within"
import { env } from "@/lib/base/env"
import { closeBoss } from "@/lib/queue/boss"
import { aMailServer, closeMailServers } from "@/test/mail-server"
import { closePools, type House, pool, world } from "@/test/world"
import { notify } from "./notify"
import { sendMail } from "./send-mail"

afterEach(async () => {
  Object.assign(env(), { SMTP_URL: undefined, SMTP_FROM: undefined })
  await closeMailServers()
})
afterAll(async () => {
  await closeBoss()
  await closePools()
})

/** News for the editor; answers the mail that was promised. */
async function promised(house: House) {
  const news = {
    tone: "warn" as const,
    title: "The key of Shop ends in 7 days.",
    body: "Reauthenticate it.",
    path: "connections/con_1",
    once: "x",
  }
  await within(house.worker(), (ctx) => notify(ctx, [house.people.editor], news))
  const { id } = await mailOf(house)
  return id
}
async function mailOf(house: House) {
  const [mail] = await within(house.as("owner"), ({ db }) => db.select().from(mails))
  if (!mail) throw new Error("no mail")
  return mail
}
/** The promises in the queue about this mail, with the seconds that they wait. */
const promisesOf = async (mailId: string) =>
  (await pool("owner").db.execute(sql`
    select (data->'payload'->>'attempt')::int as attempt, round(extract(epoch from start_after - created_on))::int as wait
    from pgboss.job where name = 'mail.send' and data->'payload'->>'mailId' = ${mailId} order by 1`)) as unknown as {
    attempt: number
    wait: number
  }[]

test("news is promised as mail in the same transaction: with it or not at all", () =>
  world(async ({ home }) => {
    const id = await promised(home)
    expect([...(await promisesOf(id))]).toEqual([{ attempt: 1, wait: 0 }])
    let lost = ""
    await within(home.worker(), async (ctx) => {
      await notify(ctx, [home.people.admin], { tone: "ok", title: "Undone", once: "y" })
      const [mail] = await ctx.db.select({ id: mails.id }).from(mails).where(sql`subject = 'Undone'`)
      lost = mail?.id ?? ""
      throw new Error("undone")
    }).catch(() => {})
    expect(lost).toMatch(/^mai_/)
    expect([...(await promisesOf(lost))]).toEqual([])
  }))

test("a mail is sent once: plain text with one link into the organization, from the operator's address", () =>
  world(async ({ home }) => {
    const { arrived, use } = await aMailServer()
    use()
    Object.assign(env(), { SMTP_FROM: "Patchbay <news@patchbay.test>" })
    const mailId = await promised(home)
    await sendMail(home.worker(), { mailId })
    expect(await mailOf(home)).toMatchObject({ state: "sent", reason: null, sentAt: expect.any(String) })
    expect(arrived).toHaveLength(1)
    expect(arrived[0]).toMatchObject({ from: "news@patchbay.test", to: [`editor@${home.slug}.test`] })
    const raw = arrived[0]?.raw ?? ""
    expect(raw).toContain("Subject: The key of Shop ends in 7 days.")
    expect(raw).toContain("Content-Type: text/plain")
    expect(raw).toContain(`Message-ID: <${mailId}@localhost>`)
    expect(raw).toContain("Auto-Submitted: auto-generated")
    expect(raw).toContain(`http://localhost:3000/${home.slug}/connections/con_1`)
    await expect(sendMail(home.worker(), { mailId })).rejects.toMatchObject({ code: "not_found" })
    expect(arrived).toHaveLength(1)
  }))

test("a mail that another worker has sent meanwhile stays sent", () =>
  world(async ({ home }) => {
    const mailId = await promised(home)
    const sentMeanwhile = async () => {
      await within(home.worker(), ({ db }) => db.update(mails).set({ state: "sent" }))
    }
    const { use } = await aMailServer({ beforeYes: sentMeanwhile })
    use()
    await expect(sendMail(home.worker(), { mailId })).rejects.toMatchObject({ code: "not_found" })
    expect(await mailOf(home)).toMatchObject({ state: "sent", reason: null })
  }))

test("a refused login fails at once, in our words", () =>
  world(async ({ home }) => {
    const { arrived, use } = await aMailServer()
    use("wrong")
    const mailId = await promised(home)
    await sendMail(home.worker(), { mailId })
    const { state, reason } = await mailOf(home)
    expect([state, reason]).toEqual([
      "failed",
      "The mail server refused the login (it answered 535). Correct the user and password in SMTP_URL.",
    ])
    expect([arrived, [...(await promisesOf(mailId))].length]).toEqual([[], 1])
  }))

test("a refused recipient fails at once; one refused for now is tried again", () =>
  world(async ({ home, elsewhere }) => {
    const never = await aMailServer({ recipient: 550 })
    never.use()
    const mailId = await promised(home)
    await sendMail(home.worker(), { mailId })
    const failed = await mailOf(home)
    expect([failed.state, failed.reason]).toEqual(["failed", "The mail server refused the recipient (it answered 550). Check the address."])

    const later = await aMailServer({ recipient: 451 })
    later.use()
    const other = await promised(elsewhere)
    await sendMail(elsewhere.worker(), { mailId: other })
    const waits = await mailOf(elsewhere)
    expect([waits.state, waits.reason]).toEqual(["queued", "The mail server did not take the mail for now (it answered 451)."])
    expect([...(await promisesOf(other))]).toEqual([
      { attempt: 1, wait: 0 },
      { attempt: 2, wait: 60 },
    ])
  }))

test("a mail server that refuses the mail itself is not asked again", () =>
  world(async ({ home }) => {
    const { use } = await aMailServer({ data: 552 })
    use()
    await sendMail(home.worker(), { mailId: await promised(home) })
    const { state, reason } = await mailOf(home)
    expect([state, reason]).toEqual(["failed", "The mail server refused the mail (it answered 552)."])
  }))

test("a mail server that is away is tried again, later each time, and given up after seven attempts", () =>
  world(async ({ home }) => {
    const { use } = await aMailServer()
    use()
    await closeMailServers()
    const mailId = await promised(home)
    for (let attempt = 1; attempt <= 6; attempt++) {
      await sendMail(home.worker(), { mailId, attempt })
      expect((await mailOf(home)).state).toBe("queued")
    }
    expect([...(await promisesOf(mailId))].map(({ wait }) => wait)).toEqual([0, 60, 300, 1_800, 7_200, 21_600, 54_000])
    await sendMail(home.worker(), { mailId, attempt: 7 })
    const { state, reason } = await mailOf(home)
    expect([state, reason]).toEqual(["failed", "The mail server could not be reached, or hung up. Check the host and port in SMTP_URL."])
    expect(await promisesOf(mailId)).toHaveLength(7)
  }))

test("without a mail server it is kept; whoever has left gets nothing", () =>
  world(async ({ home, elsewhere }) => {
    await sendMail(home.worker(), { mailId: await promised(home) })
    expect(await mailOf(home)).toMatchObject({ state: "kept", reason: null })
    const { arrived, use } = await aMailServer()
    use()
    const mailId = await promised(elsewhere)
    await within(elsewhere.as("owner"), ({ db }) => db.delete(memberships).where(sql`user_id = ${elsewhere.people.editor}`))
    await sendMail(elsewhere.worker(), { mailId })
    expect(await mailOf(elsewhere)).toMatchObject({ state: "failed", reason: "This person is no longer a member." })
    expect(arrived).toEqual([])
  }))

test("a person may not send mail, and the neighbour's mail does not exist", () =>
  world(async ({ home, elsewhere }) => {
    const mailId = await promised(elsewhere)
    await expect(sendMail(elsewhere.as("owner"), { mailId })).rejects.toMatchObject({ code: "forbidden" })
    await expect(sendMail(home.worker(), { mailId })).rejects.toMatchObject({ code: "not_found" })
    expect((await mailOf(elsewhere)).state).toBe("queued")
  }))
