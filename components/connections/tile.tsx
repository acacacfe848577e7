import { LetterTile } from "@/components/ui/letter-tile"

/** Written out, so that a list need not carry every platform's form to say its name. `words.test.ts` holds it to the catalog. */
export const platformNames: Record<string, { name: string; letters: string }> = {
  postgres: { name: "PostgreSQL", letters: "Pg" },
  mysql: { name: "MySQL", letters: "My" },
  duckdb: { name: "DuckDB file", letters: "Dk" },
  bigquery: { name: "Google BigQuery", letters: "BQ" },
  snowflake: { name: "Snowflake", letters: "Sn" },
  s3: { name: "Amazon S3", letters: "S3" },
  gcs: { name: "Google Cloud Storage", letters: "GS" },
  redshift: { name: "Amazon Redshift", letters: "Rs" },
  databricks: { name: "Databricks", letters: "Db" },
  clickhouse: { name: "ClickHouse", letters: "Ch" },
  "azure-blob": { name: "Azure Blob Storage", letters: "Az" },
}

export const nameOf = (platform: string): string => platformNames[platform]?.name ?? platform

export const PlatformTile = ({ platform, className }: { platform: string; className?: string }) => (
  <LetterTile letters={platformNames[platform]?.letters ?? platform.slice(0, 2)} className={className} />
)

/** A platform's tile and name. */
export function Source({ platform }: { platform: string }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <PlatformTile platform={platform} />
      {nameOf(platform)}
    </span>
  )
}
