import { inArray } from "drizzle-orm"
import { closeDatabase, database } from "@/db/client"
import { users } from "@/db/schema"
import { makeLink } from "@/lib/accounts/links"
import { env } from "@/lib/base/env"
import { paths } from "@/lib/base/paths"
import { isEmpty } from "@/lib/organizations/set-up"

const demo = [
  ...["owner", "admin", "editor", "marketer-consumer", "marketer-business"].map((who) => ({ label: who, email: `${who}@acme.test` })),
  { label: "agency admin", email: "admin@northstar.test" },
  { label: "client admin", email: "admin@client-a.test" },
]

/** One line of JSON a link: ways into the demo, or the way to begin. */
const print = (label: string, path: string) => console.log(JSON.stringify({ label, url: new URL(path, env().PATCHBAY_URL).href }))

const db = database()
const found = await db
  .select({ id: users.id, email: users.email })
  .from(users)
  .where(
    inArray(
      users.email,
      demo.map(({ email }) => email),
    ),
  )
for (const { label, email } of demo) {
  const account = found.find((one) => one.email === email)
  if (account) print(label, paths.welcome(await makeLink(db, "sign-in", account.id)))
}
if (await isEmpty(db)) print("set up", paths.setUp(await makeLink(db, "set-up")))
await closeDatabase()
