import { goOn, install } from "./install.mjs"

install({ dev: true })
goOn("check.ts", process.argv.slice(2))
