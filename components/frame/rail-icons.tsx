import {
  ArrowDownToLine,
  Cable,
  ChartLine,
  CircleHelp,
  CircleUser,
  House,
  KeyRound,
  LayoutGrid,
  type LucideIcon,
  Route,
  ScrollText,
  SearchCode,
  Settings,
  Shapes,
  Square,
  Timer,
  UsersRound,
  Waypoints,
} from "lucide-react"

/** What an entry may be marked with in the narrow rail. Names say what is drawn there, not which noun uses it. */
const icons = {
  home: House,
  people: UsersRound,
  route: Route,
  shapes: Shapes,
  grid: LayoutGrid,
  plug: Cable,
  download: ArrowDownToLine,
  query: SearchCode,
  key: KeyRound,
  timer: Timer,
  log: ScrollText,
  settings: Settings,
  help: CircleHelp,
  account: CircleUser,
  chart: ChartLine,
  nodes: Waypoints,
} satisfies Record<string, LucideIcon>

export type RailIconName = keyof typeof icons

export function RailIcon({ name, className }: { name?: string; className?: string }) {
  const Icon = name && Object.hasOwn(icons, name) ? icons[name as RailIconName] : Square
  return <Icon data-slot="rail-icon" aria-hidden="true" strokeWidth={1.75} className={className} />
}
