import { afterAll, expect, test } from "vitest"
import { closePools, world } from "@/test/world"
import { discardDraft } from "./discard"
import { findDraft } from "./find"
import { saveDraft } from "./save"

afterAll(() => closePools())
const form = "new-connection"

test("a draft is kept without its secrets, for the person who typed it and nobody else", () =>
  world(async ({ home, elsewhere }) => {
    await saveDraft(home.as("editor"), { form, body: { name: "Half", keys: { password: "hunter22" } } })
    await saveDraft(home.as("editor"), { form, body: { name: "Half done", keys: { password: "hunter22" } } })
    expect(await findDraft(home.as("editor"), { form })).toMatchObject({ body: { name: "Half done" } })
    expect(JSON.stringify(await findDraft(home.as("editor"), { form }))).not.toContain("hunter22")
    for (const ctx of [home.as("owner"), home.as("editor2"), elsewhere.as("editor")]) expect(await findDraft(ctx, { form })).toBeNull()
    await discardDraft(home.as("owner"), { form })
    expect(await findDraft(home.as("editor"), { form })).not.toBeNull()
    await discardDraft(home.as("editor"), { form })
    expect(await findDraft(home.as("editor"), { form })).toBeNull()
  }))

test("a draft has a size, and the worker keeps none", () =>
  world(async ({ home }) => {
    await expect(saveDraft(home.as("editor"), { form, body: { name: "x".repeat(40_000) } })).rejects.toThrow("32 KB")
    await expect(saveDraft(home.worker(), { form, body: {} })).rejects.toMatchObject({ code: "forbidden" })
  }))
