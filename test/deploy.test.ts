import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"

const read = (name: string) => readFileSync(join(import.meta.dirname, "..", name), "utf8")

type Service = {
  image?: string
  build?: string
  command?: string[]
  environment: Record<string, string>
  volumes: string[]
  ports?: string[]
  networks?: string[]
  read_only?: boolean
  cap_drop?: string[]
  healthcheck?: { test?: string[] }
  network_mode?: string
}
const compose: { services: Record<"database" | "setup" | "web" | "worker", Service>; networks: Record<string, { internal?: boolean }> } =
  parse(read("compose.yaml"))
const { database, setup, web, worker } = compose.services

/** The instructions of a Dockerfile, with continued lines joined. */
const instructions = read("Dockerfile")
  .replace(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line.trim() && !line.startsWith("#"))
  .map((line) => ({ word: line.split(" ")[0] ?? "", rest: line.slice(line.indexOf(" ") + 1) }))
const all = (word: string) => instructions.filter((instruction) => instruction.word === word).map(({ rest }) => rest)

describe("the container image", () => {
  test("begins from the Node that the project pins, by its exact version", () => {
    const { node } = JSON.parse(read("package.json")).dependencies
    const bases = all("FROM").filter((rest) => !rest.startsWith("packages"))
    expect(bases.length).toBeGreaterThan(0)
    for (const base of bases) expect(base).toMatch(new RegExp(`^node:${node.replaceAll(".", "\\.")}-bookworm-slim`))
  })

  test("runs as an ordinary user who owns none of the program", () => {
    expect(all("USER")).toEqual(["node"])
    expect(all("COPY").filter((rest) => rest.includes("--from="))).toEqual(["--from=built --chown=root:root /app /app"])
    expect(instructions.findIndex(({ word }) => word === "USER")).toBeLessThan(instructions.findIndex(({ word }) => word === "ENTRYPOINT"))
  })

  test("says whether it is healthy, and starts in exec form, so that it hears SIGTERM", () => {
    expect(all("HEALTHCHECK")[0]).toContain("scripts/container.ts")
    for (const word of ["ENTRYPOINT", "CMD"]) expect(JSON.parse(all(word).at(-1) ?? "")).toBeInstanceOf(Array)
  })

  test("bakes in no secret", () => {
    expect(all("ARG")).toEqual([])
    expect(all("ENV").join(" ")).not.toMatch(/SECRET|PASSWORD|TOKEN|KEY|DATABASE_URL/)
    const ignored = read(".dockerignore").split("\n")
    expect(ignored.filter((line) => line && !line.startsWith("#"))[0]).toBe("*")
    for (const name of [".data", ".env", ".git", "node_modules"]) expect(ignored).not.toContain(`!${name}`)
  })
})

describe("the compose file", () => {
  test("runs web and worker from one image as two services", () => {
    expect([web.build, worker.build, setup.build]).toEqual([".", ".", "."])
    expect([setup.command, web.command, worker.command]).toEqual([["setup"], ["web"], ["worker"]])
  })

  test("gives the web no way to the private key, and neither of them the administrator's password", () => {
    const mounts = ({ volumes }: Service) => volumes.map((volume) => volume.split(":")[0])
    expect(mounts(web)).toEqual(["data", "web-keys"])
    expect(mounts(worker)).toEqual(["data", "worker-keys"])
    for (const { environment } of [web, worker]) {
      expect(Object.keys(environment)).not.toContain("DATABASE_URL")
      expect(JSON.stringify(environment)).not.toContain("POSTGRES_PASSWORD")
    }
    for (const { volumes } of [web, worker])
      expect(volumes.filter((volume) => volume.includes("keys")).every((volume) => volume.endsWith(":ro"))).toBe(true)
  })

  test("holds no secret of its own", () => {
    for (const { environment } of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(environment ?? {})) {
        if (/PASSWORD|SECRET|TOKEN/.test(name)) expect(String(value)).toMatch(/^\$\{\w+[:?-]/)
      }
    }
  })

  test("shows the web to the machine alone and the database to nobody", () => {
    expect(web.ports).toEqual(["127.0.0.1:3000:3000"])
    expect([database.ports, worker.ports, setup.ports]).toEqual([undefined, undefined, undefined])
    expect(database.networks).toEqual(["tables"])
    expect(compose.networks.tables?.internal).toBe(true)
    expect(worker.network_mode).toBe("service:web")
  })

  test("locks the two processes in", () => {
    for (const service of [web, worker]) {
      expect(service.read_only).toBe(true)
      expect(service.cap_drop).toEqual(["ALL"])
    }
    expect(worker.healthcheck?.test).toContain("worker")
  })

  test("pins its PostgreSQL", () => {
    expect(database.image).toMatch(/^postgres:\d+\.\d+-/)
  })

  test("asks only for what .env.example explains", () => {
    const asked = [...read("compose.yaml").matchAll(/\$\{(\w+)/g)].map(([, name]) => name)
    const explained = [...read(".env.example").matchAll(/^(\w+)=/gm)].map(([, name]) => name)
    expect(explained).toEqual(expect.arrayContaining([...new Set(asked)]))
  })
})
