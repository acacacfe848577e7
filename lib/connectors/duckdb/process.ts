import "server-only"
import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { SourceError } from "../connector"
import { explain } from "./errors"

export type Cell = string | number | boolean | null | Cell[]
type Answer = { id: number; rows: Cell[][] } | { id: number; kind: string }
type Waiting = { resolve(rows: Cell[][]): void; reject(error: unknown): void }

const openMs = 15_000
type Words = { explain(kind: string): SourceError; crashed(): SourceError; late(): SourceError }
/** One file, read as a database; or a folder outside of which the engine sees nothing. */
type What = string | { folder: string }

/** The engine in a child process without our environment, with nothing but what was opened in its reach. */
export function engine(signal: AbortSignal, words: Words = ofOneFile) {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let child: ChildProcess | undefined
  let over: unknown

  function end(error: unknown) {
    over ??= error
    for (const { reject } of waiting.values()) reject(over)
    waiting.clear()
    child?.kill("SIGKILL")
  }
  const aborted = () => end(signal.reason)

  function start(): ChildProcess {
    signal.throwIfAborted()
    // The name is put together so that no bundler takes the child for a part of the program.
    const script = fileURLToPath(new URL(["child", "mjs"].join("."), import.meta.url))
    const made = spawn(process.execPath, ["--max-old-space-size=256", script], {
      env: { NODE_ENV: "production" },
      stdio: ["pipe", "pipe", "ignore"],
    })
    made.once("error", () => end(words.crashed()))
    made.once("exit", () => end(words.crashed()))
    made.stdin.on("error", () => {})
    createInterface({ input: made.stdout }).on("line", (line) => {
      const answer = over ? undefined : answerIn(line)
      if (!answer) return end(words.crashed())
      const one = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ("kind" in answer) one?.reject(words.explain(answer.kind))
      else one?.resolve(answer.rows)
    })
    signal.addEventListener("abort", aborted, { once: true })
    return made
  }

  function ask(question: object): Promise<Cell[][]> {
    if (over) return Promise.reject(over)
    const id = ++asked
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      try {
        child ??= start()
        child.stdin?.write(`${JSON.stringify({ id, ...question })}\n`)
      } catch (error) {
        reject(error)
      }
    })
  }

  return {
    async open(what: What) {
      const late = setTimeout(() => end(words.late()), openMs)
      await ask({ open: what }).finally(() => clearTimeout(late))
    },
    /** One statement that only reads. */
    query: (query: string, values: unknown[] = []) => ask({ query, values }),
    /** Statements of our own that lay out what is then asked. */
    prepare: (statements: string[]) => ask({ prepare: statements }),
    interrupt: async () => void child?.stdin?.write(`${JSON.stringify({ interrupt: true })}\n`),
    close() {
      signal.removeEventListener("abort", aborted)
      end(new SourceError("cancelled", "The session is closed."))
    },
  }
}
export type Engine = ReturnType<typeof engine>

/** A child that was ended in the middle of a line has said half of it. */
function answerIn(line: string): Answer | undefined {
  try {
    return JSON.parse(line) as Answer
  } catch {
    return undefined
  }
}

const ofOneFile: Words = {
  explain,
  crashed: () =>
    new SourceError(
      "file",
      "The engine stopped while it read this file: it is damaged, or needs more memory than it may have. Make the file anew with DuckDB, and upload that.",
      "crashed",
    ),
  late: () =>
    new SourceError("timeout", "The file could not be opened in 15 seconds. It may be damaged, or too big for this machine.", "late"),
}
