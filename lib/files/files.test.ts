import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Readable } from "node:stream"
import { eq } from "drizzle-orm"
import { afterAll, expect, test } from "vitest"
import { connections, files } from "@/db/schema"
import { within } from "@/lib/access/within"
import { env } from "@/lib/base/env"
import type { ConnectionId } from "@/lib/base/ids"
import { createConnection } from "@/lib/connections/create"
import { folderOf, locateFor, pathOf } from "@/lib/connections/locate"
import { closeBoss } from "@/lib/queue/boss"
import { closePools, type House, world } from "@/test/world"
import { createFile } from "./create"
import { listFolder } from "./list-folder"

afterAll(async () => {
  await closeBoss()
  await closePools()
})

const duck = (size = 4_096) => {
  const bytes = new Uint8Array(size)
  bytes.set(new TextEncoder().encode("DUCK"), 8)
  return bytes
}
const stream = (chunks: Iterable<Uint8Array>) => Readable.toWeb(Readable.from(chunks)) as unknown as ReadableStream<Uint8Array>
const left = (house: House) => (existsSync(folderOf(house.id)) ? readdirSync(folderOf(house.id)) : [])
const wanted = (file: string) => ({ platform: "duckdb", method: "file", name: file.slice(0, 60), settings: { file }, keys: {} })

test("an upload is streamed to its place, even byte by byte, and named for showing only", () =>
  world(async ({ home }) => {
    const bytes = duck(64)
    const file = await createFile(home.as("editor"), {
      name: "..\\..\\etc/pass\u202ewd.duckdb",
      body: stream([...bytes].map((byte) => Uint8Array.of(byte))),
      bytes: 64,
    })
    expect(file).toMatchObject({ name: "passwd.duckdb", bytes: 64 })
    expect(left(home)).toEqual([file.id])
    expect(
      await within(home.as("owner"), ({ db }) =>
        db.select({ by: files.uploadedBy, to: files.connectionId }).from(files).where(eq(files.id, file.id)),
      ),
    ).toEqual([{ by: home.people.editor, to: null }])
  }))

test("what is too large, no DuckDB file, or not as long as was said leaves nothing behind", () =>
  world(async ({ home }) => {
    const { PATCHBAY_FILES_MAX_MB } = env()
    Object.assign(env(), { PATCHBAY_FILES_MAX_MB: 1 })
    const ctx = home.as("owner")
    const chunks = () => [duck(), ...Array.from({ length: 600 }, () => new Uint8Array(4_096))]
    try {
      await expect(createFile(ctx, { name: "a", body: stream(chunks()), bytes: 9_000_000 })).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining("larger than 1 MB"),
      })
      await expect(createFile(ctx, { name: "a", body: stream(chunks()), bytes: 4_096 })).rejects.toThrow("larger than 1 MB")
      await expect(createFile(ctx, { name: "a", body: stream(chunks()) })).rejects.toThrow("larger than 1 MB")
    } finally {
      Object.assign(env(), { PATCHBAY_FILES_MAX_MB })
    }
    await expect(createFile(ctx, { name: "a", body: stream([duck()]), bytes: 5_000 })).rejects.toThrow("interrupted")
    await expect(createFile(ctx, { name: "a", body: stream([new TextEncoder().encode("id,name\n1,Ada\n")]) })).rejects.toThrow(
      "not a DuckDB file",
    )
    await expect(createFile(ctx, { name: "a", body: stream([]) })).rejects.toThrow("not a DuckDB file")
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("gone")) })
    await expect(createFile(ctx, { name: "a", body: broken })).rejects.toThrow()
    await expect(createFile(home.as("marketer"), { name: "a", body: stream([duck()]) })).rejects.toMatchObject({ code: "forbidden" })
    expect(left(home)).toEqual([])
  }))

test("an upload belongs to one connection of its uploader, and only that connection finds it", () =>
  world(async ({ home, elsewhere }) => {
    const { id: file } = await createFile(home.as("editor"), { name: "a.duckdb", body: stream([duck()]) })
    for (const ctx of [home.as("owner"), elsewhere.as("editor")])
      await expect(createConnection(ctx, wanted(`upload:${file}`))).rejects.toMatchObject({
        code: "invalid",
        fields: { "settings.file": [expect.any(String)] },
      })
    const { id } = await createConnection(home.as("editor"), wanted(`upload:${file}`))
    await expect(createConnection(home.as("editor"), { ...wanted(`upload:${file}`), name: "Again" })).rejects.toMatchObject({
      code: "invalid",
    })
    expect(await locateFor(home.worker(), id)(`upload:${file}`)).toBe(pathOf(home.id, file))
    const [other] = await within(home.as("owner"), ({ db }) =>
      db
        .insert(connections)
        .values({
          organizationId: home.id,
          platform: "duckdb",
          method: "file",
          name: "Other",
          settings: {},
          destination: "d",
          locator: "l",
          ownerId: home.people.owner,
        })
        .returning({ id: connections.id }),
    )
    await expect(locateFor(home.worker(), other?.id as ConnectionId)(`upload:${file}`)).rejects.toMatchObject({ reason: "file" })
    await expect(locateFor(elsewhere.worker(), id)(`upload:${file}`)).rejects.toMatchObject({ reason: "file" })
  }))

test("from the operator's folder only plain files in it are offered and opened", () =>
  world(async ({ home }) => {
    const folder = env().PATCHBAY_FOLDER ?? ""
    mkdirSync(join(folder, "sub.duckdb"), { recursive: true })
    writeFileSync(join(folder, "shop.duckdb"), duck())
    writeFileSync(join(folder, "notes.txt"), "x")
    writeFileSync(join(folder, ".hidden.duckdb"), duck())
    if (!existsSync(join(folder, "link.duckdb"))) symlinkSync("/etc/passwd", join(folder, "link.duckdb"))
    const offered = await listFolder(home.as("owner"), {})
    expect(
      offered.filter(({ name }) => ["shop.duckdb", "link.duckdb", "sub.duckdb", "notes.txt", ".hidden.duckdb"].includes(name)),
    ).toEqual([{ name: "shop.duckdb", bytes: 4_096 }])
    await expect(listFolder(home.as("marketer"), {})).rejects.toMatchObject({ code: "forbidden" })
    const locate = locateFor(home.worker(), "con_none" as ConnectionId)
    expect(await locate("folder:shop.duckdb")).toBe(join(folder, "shop.duckdb"))
    for (const name of ["link.duckdb", "sub.duckdb", "../pg/cluster.json", "..", "/etc/passwd", "none.duckdb"])
      await expect(locate(`folder:${name}`)).rejects.toMatchObject({ reason: "file" })
  }))

test("nobody fills the disk with uploads that no connection uses", () =>
  world(async ({ home }) => {
    const upload = (who: "editor" | "owner") => createFile(home.as(who), { name: "a.duckdb", body: stream([duck(64)]) })
    for (let made = 0; made < 10; made++) await upload("editor")
    await expect(upload("editor")).rejects.toMatchObject({ code: "limited" })
    expect(await upload("owner")).toMatchObject({ bytes: 64 })
    expect(left(home).length).toBe(11)
  }))
