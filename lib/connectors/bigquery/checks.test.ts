import { expect, test } from "vitest"
import { roles } from "@/test/doubles/bigquery/world"
import { guard } from "../../egress/guard"
import { outcomes, remediesOf, resultOf, withSession } from "../trial"
import { project, reader } from "./trial"
import { stage, tablesOf } from "./trial-stage"

const { here, open, checked, stranger } = stage(guard)
const onShop = (email: string) => `GRANT \`roles/bigquery.dataViewer\` ON SCHEMA \`${project}.shop\` TO "serviceAccount:${email}";`

test("VAL-4 a missing permission is named with the statement that gives it", async () => {
  const noJobs = stranger()
  here.double.world.revoke(noJobs.clientEmail, "bigquery.jobs.create")
  const project403 = await checked({ keys: noJobs })
  expect(outcomes(project403)).toMatchObject({ authenticate: "passed", database: "failed", schemas: "skipped", tables: "skipped" })
  expect(remediesOf(project403)).toEqual([
    `gcloud projects add-iam-policy-binding ${project} --member=serviceAccount:${noJobs.clientEmail} --role=roles/bigquery.jobUser`,
  ])

  const noList = stranger()
  const listing = await checked({ keys: noList, settings: { datasets: ["shop"] } })
  expect(resultOf(listing, "schemas")).toMatchObject({
    outcome: "failed",
    grants: [
      { permission: "bigquery.tables.list", object: "dataset shop", required: true, held: false, remedy: onShop(noList.clientEmail) },
    ],
  })

  const noData = stranger()
  here.double.world.grant(noData.clientEmail, `${project}.shop`, ...roles.metadataViewer)
  const reading = await checked({ keys: noData })
  expect(resultOf(reading, "tables")).toMatchObject({ outcome: "failed", reason: "permission" })
  expect(remediesOf(reading)).toEqual([onShop(noData.clientEmail)])

  const noGet = stranger()
  here.double.world.grant(noGet.clientEmail, `${project}.shop`, "bigquery.tables.list", "bigquery.tables.getData")
  const columns = await checked({ keys: noGet })
  expect(resultOf(columns, "introspect")).toMatchObject({ outcome: "failed", grants: [{ permission: "bigquery.tables.get", held: false }] })
  expect(remediesOf(columns)).toEqual([onShop(noGet.clientEmail)])
})

test("each remedy is the one that helps: whoever obeys them all has every check pass", async () => {
  const poor = stranger()
  here.double.world.revoke(poor.clientEmail, "bigquery.jobs.create")
  const settings = { datasets: ["shop", "web"] }
  const rounds: string[][] = []
  for (let remedies = remediesOf(await checked({ keys: poor, settings })); remedies.length > 0 && rounds.length < 5; ) {
    rounds.push(remedies)
    for (const remedy of remedies) here.double.world.obey(remedy)
    remedies = remediesOf(await checked({ keys: poor, settings }))
  }
  expect(rounds.map(({ length }) => length)).toEqual([1, 2])
  expect(Object.values(outcomes(await checked({ keys: poor, settings }))).filter((outcome) => outcome !== "passed")).toEqual(["warning"])
})

test("VAL-8 read-only access to one table is enough, and the other one is named", async () => {
  const one = stranger()
  here.double.world.grant(one.clientEmail, `${project}.shop`, ...roles.metadataViewer)
  here.double.world.grant(one.clientEmail, `${project}.shop.people`, "bigquery.tables.getData")
  const results = await checked({ keys: one })
  expect(results.filter(({ outcome }) => outcome === "failed")).toEqual([])
  expect(results.flatMap(({ grants = [] }) => grants).filter(({ required, held }) => required && held !== true)).toEqual([])
  expect(remediesOf(results)).toEqual([
    `GRANT \`roles/bigquery.dataViewer\` ON TABLE \`${project}.shop.days\` TO "serviceAccount:${one.clientEmail}";`,
  ])
  const tables = await withSession(open({ keys: one }), tablesOf)
  expect(tables.filter(({ readable }) => readable).map(({ name }) => name)).toEqual(["people"])
})

test("VAL-7 who sees nothing is told what to check", async () => {
  const blind = stranger()
  const results = await checked({ keys: blind })
  expect(resultOf(results, "schemas")).toMatchObject({ outcome: "failed", message: expect.stringContaining("Check three things") })
  expect(resultOf(await checked({ settings: { datasets: ["shop", "shp"] } }), "schemas")).toMatchObject({
    reason: "missing",
    message: expect.stringContaining("no dataset shp"),
  })
})

test("VAL-6 wrong keys, a wrong project and switched-off interfaces each have their own sentence", async () => {
  const other = here.double.accounts.account("other@patchbay-trial.iam.gserviceaccount.com")
  expect(resultOf(await checked({ keys: { privateKey: other.privateKey } }), "authenticate")).toMatchObject({ reason: "credentials" })
  expect(resultOf(await checked({ settings: { project: "no-such-project" } }), "database")).toMatchObject({ reason: "missing" })
  here.double.world.off.add("bigquery")
  expect(resultOf(await checked(), "database")?.message).toContain(`gcloud services enable bigquery.googleapis.com --project=${project}`)
})

test("without Resource Manager the tables themselves are asked", async () => {
  here.double.world.off.add("cloudresourcemanager")
  const results = await checked()
  expect(results.filter(({ outcome }) => outcome === "failed")).toEqual([])
  expect(resultOf(results, "excess")).toMatchObject({ outcome: "warning", message: expect.stringContaining("not known") })
  expect((await withSession(open(), tablesOf)).every(({ readable }) => readable)).toBe(true)
})

test("rights that are not needed are told, and nothing was written to find out", async () => {
  const editor = stranger()
  here.double.world.grant(editor.clientEmail, `${project}.shop`, ...roles.dataEditor)
  const onTables = resultOf(await checked({ keys: editor }), "excess")
  expect(onTables).toMatchObject({ outcome: "warning" })
  const writes = "bigquery.tables.update, bigquery.tables.updateData, bigquery.tables.delete"
  const revoke = `bq query --use_legacy_sql=false 'REVOKE \`{role}\` ON SCHEMA \`${project}.shop\` FROM "serviceAccount:${editor.clientEmail}";'`
  expect(onTables?.excess).toEqual([
    { right: writes, object: "table shop.days", remedy: `bq get-iam-policy ${project}:shop.days\n${revoke}` },
    { right: writes, object: "table shop.people" },
  ])
  here.double.world.grant(editor.clientEmail, project, ...roles.dataEditor)
  const wide = resultOf(await checked({ keys: editor }), "excess")?.excess ?? []
  expect(wide.map(({ right }) => right)).toContain("bigquery.tables.create")
  expect(wide.flatMap(({ remedy = [] }) => remedy)).toEqual([
    expect.stringContaining(
      `gcloud projects remove-iam-policy-binding ${project} --member=serviceAccount:${editor.clientEmail} --role={role}`,
    ),
  ])
  expect(resultOf(await checked(), "excess")).toMatchObject({ outcome: "passed" })
  expect(here.double.jobs.writes).toEqual([])
})

test("an impersonated account and an OAuth user read too", async () => {
  const lent = reader(here.double)
  const acting = here.double.accounts.account("acting@patchbay-trial.iam.gserviceaccount.com")
  const keys = { method: "impersonation", ...acting, target: lent.clientEmail }
  expect(resultOf(await checked({ keys }), "authenticate")).toMatchObject({ outcome: "failed", reason: "permission" })
  here.double.accounts.lend(lent.clientEmail, acting.clientEmail)
  expect((await checked({ keys })).filter(({ outcome }) => outcome === "failed")).toEqual([])
  const user = here.double.accounts.user("ann@shop.example")
  here.double.world.grant("ann@shop.example", project, ...roles.jobUser, ...roles.dataViewer)
  const results = await checked({ keys: { method: "oauth", ...user } })
  expect(results.filter(({ outcome }) => outcome === "failed")).toEqual([])
})
