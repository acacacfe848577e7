// Writes public/rail.svg, the icons of the narrow rail, from the icon library. Run: npm run icons
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import {
  Cable,
  CircleHelp,
  House,
  KeyRound,
  LayoutGrid,
  ScrollText,
  SearchCode,
  Settings,
  Square,
  Timer,
  UsersRound,
  Waypoints,
} from "lucide-react"
import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"

/** Names say what is drawn there, not which noun uses it. */
const icons = {
  home: House,
  people: UsersRound,
  grid: LayoutGrid,
  plug: Cable,
  query: SearchCode,
  nodes: Waypoints,
  key: KeyRound,
  timer: Timer,
  log: ScrollText,
  settings: Settings,
  help: CircleHelp,
  other: Square,
}

const symbols = Object.entries(icons).map(([name, icon]) => {
  const drawn = renderToStaticMarkup(createElement(icon)).replace(/^<svg[^>]*>/, "")
  const shapes = drawn.replace(/<\/svg>$/, "").replaceAll(/><\/\w+>/g, "/>")
  return `  <symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>\n`
})

writeFileSync(join(import.meta.dirname, "../public/rail.svg"), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("")}</svg>\n`)
