import { tmpdir } from "node:os"
import { join } from "node:path"
import { defineConfig, devices } from "@playwright/test"
import { findBrowser } from "./scripts/browser"
import { freePort } from "./scripts/ports"

// The runner's workers read this file again: what the first reading chose stands in the environment.
process.env.E2E_PORT ??= String(await freePort(3193))
process.env.E2E_TLS_PORT ??= String(await freePort(3393))
process.env.E2E_OIDC_PORT ??= String(await freePort(3293))
process.env.E2E_PLATFORM_PORT ??= String(await freePort(3493))
process.env.E2E_RECEIVER_PORT ??= String(await freePort(3593))
process.env.E2E_HOME ??= join(tmpdir(), `patchbay-e2e-${process.pid}`)
process.env.PATCHBAY_DEMO_PASSWORD ??= "demo password for tests"
if (!process.env.CHROMIUM_PATH) {
  const browser = await findBrowser()
  if ("missing" in browser) throw new Error(`No browser: ${browser.missing}`)
  process.env.CHROMIUM_PATH = browser.path
}

const { signOn, signOnEnvironment } = await import("./e2e/support/sign-on")
const { platform, platformEnvironment } = await import("./e2e/support/platform")
const url = `http://localhost:${process.env.E2E_PORT}`

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  timeout: 60_000,
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI === "true",
  reporter: [["line"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: url,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        ...["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run"],
        ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ],
    },
  },
  webServer: [
    {
      reuseExistingServer: !process.env.CI,
      command: "node --import tsx e2e/support/identity-provider.ts",
      url: `${signOn.issuer}/.well-known/openid-configuration`,
    },
    {
      reuseExistingServer: !process.env.CI,
      command: "node --import tsx e2e/support/platform-provider.ts",
      url: `${platform.issuer}/.well-known/openid-configuration`,
    },
    {
      reuseExistingServer: !process.env.CI,
      command: "node --conditions=react-server --import tsx scripts/launch.ts --no-open --fresh",
      url: `${url}/readyz`,
      timeout: 420_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 45_000 },
      stdout: "pipe",
      env: {
        PORT: process.env.E2E_PORT,
        PATCHBAY_HOME: process.env.E2E_HOME,
        ...signOnEnvironment,
        ...platformEnvironment,
        EGRESS_ALLOW: `${platformEnvironment.EGRESS_ALLOW},127.0.0.1:${process.env.E2E_RECEIVER_PORT}`,
      },
    },
  ],
})
