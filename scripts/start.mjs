import { goOn, install } from "./install.mjs"

const args = process.argv.slice(2)
install({ dev: args.includes("--dev") })
goOn("launch.ts", args)
