import { cn } from "@/components/ui/cn"

/** A platform's own drawing, kept under its id. It decorates: the name stands beside it. */
export const PlatformTile = ({ platform, className }: { platform: string; className?: string }) => (
  // biome-ignore lint/performance/noImgElement: a drawing of half a kilobyte needs no optimizer
  <img src={`/connectors/${platform}.svg`} alt="" width={22} height={22} className={cn("tile", className)} />
)

/** A platform's tile and name. */
export function Source({ platform, name }: { platform: string; name: string }) {
  return (
    <span className="source">
      <PlatformTile platform={platform} />
      {name}
    </span>
  )
}
