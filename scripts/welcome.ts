import { spawn } from "node:child_process"
import { join } from "node:path"
import { runScript } from "./children"
import { type Setting, scriptEnvironment, serverArguments } from "./environment"

type Link = { label: string; url: string }

/** The one block that a person reads: where it is, how to get in, where the data lies, how to end it. */
export async function printWelcome(setting: Setting, { demo }: { demo: boolean }) {
  const links = await printedLinks(setting)
  const width = Math.max(0, ...links.map(({ label }) => label.length))
  const lines = [
    `Patchbay is ready at ${setting.url}`,
    ...(links.length > 0
      ? ["", demo ? "Sign in with one click (each link works once):" : "Make the first organization (the link works once):"]
      : []),
    ...links.map(({ label, url }) => `  ${label.padEnd(width)}  ${url}`),
    "",
    `Data   ${setting.home} (logs in ${join(setting.home, "logs")})`,
    "Stop   Ctrl-C",
    "Reset  npm start -- --fresh",
  ]
  console.log(`\n${lines.join("\n")}\n`)
}

async function printedLinks(setting: Setting): Promise<Link[]> {
  const output = await runScript(serverArguments("scripts/links.ts"), scriptEnvironment(setting))
  return output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line))
}

export function openBrowser(url: string) {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env
  const program = process.platform === "darwin" ? "open" : DISPLAY || WAYLAND_DISPLAY ? "xdg-open" : undefined
  if (CI || !program) return
  spawn(program, [url], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref()
}
