import { afterEach, expect, test } from "vitest"
import { type Setting, webEnvironment, workerEnvironment } from "@/scripts/environment"

const before = { ...process.env }
afterEach(() => {
  process.env = { ...before }
})

const setting = {
  home: "/tmp/none",
  port: 1,
  url: "http://localhost:1",
  keys: { auditKey: "a", workerToken: "w", authSecret: "s", vaultPublic: "/public", vaultPrivate: "/private" },
  databases: { webUrl: "postgres://web", workerUrl: "postgres://worker", ownerUrl: "postgres://owner" },
  workerPort: 2,
  egressAllow: [],
  egressDeny: [],
  mode: "production",
} as unknown as Setting

test("the web learns the id of Patchbay's client at a platform, and the worker alone its secret", () => {
  process.env.PATCHBAY_OAUTH_SALESFORCE = "the-id:the-secret:with-a-colon"
  process.env.PATCHBAY_OAUTH_GOOGLE_ADS = ""
  const [web, worker] = [webEnvironment(setting), workerEnvironment(setting)] as Record<string, string>[]
  expect(web).toMatchObject({ PATCHBAY_OAUTH_SALESFORCE: "the-id", PATCHBAY_OAUTH_GOOGLE_ADS: "" })
  expect(JSON.stringify(web)).not.toContain("the-secret")
  expect(worker?.PATCHBAY_OAUTH_SALESFORCE).toBe("the-id:the-secret:with-a-colon")
})
