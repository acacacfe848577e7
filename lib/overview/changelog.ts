import "server-only"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { type Release, releasesOf } from "./model"

/** CHANGELOG.md, as it lies beside the program. */
export const readChangelog = async (): Promise<Release[]> =>
  releasesOf(await readFile(join(/* turbopackIgnore: true */ process.cwd(), "CHANGELOG.md"), "utf8"))
