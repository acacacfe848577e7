import { LetterTile } from "@/components/ui/letter-tile"
import { catalog } from "@/lib/connectors/manifests"

const letters: Record<string, string> = {
  postgres: "Pg",
  mysql: "My",
  duckdb: "Dk",
  bigquery: "BQ",
  snowflake: "Sn",
  s3: "S3",
  gcs: "GS",
  redshift: "Rs",
  databricks: "Db",
  clickhouse: "Ch",
  "azure-blob": "Az",
}

/** A platform's tile and name. */
export function Source({ platform }: { platform: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <LetterTile letters={letters[platform] ?? platform.slice(0, 2)} />
      {nameOf(platform)}
    </span>
  )
}

export const PlatformTile = ({ platform, className }: { platform: string; className?: string }) => (
  <LetterTile letters={letters[platform] ?? platform.slice(0, 2)} className={className} />
)

export const nameOf = (platform: string): string => catalog.find(({ id }) => id === platform)?.name ?? platform
