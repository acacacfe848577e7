import type { Announced } from "./connector"

const soon = (
  id: string,
  name: string,
  category: Announced["category"],
  description: string,
  facts: string[],
  aliases: string[] = [],
): Announced => ({
  id,
  name,
  aliases,
  category,
  maturity: "Coming soon",
  description,
  facts,
})

/** What stands in the catalog and cannot be connected yet. The facts say what the platform is, not what Patchbay already does. */
export const announced: readonly Announced[] = [
  soon(
    "redshift",
    "Amazon Redshift",
    "Data Warehouse",
    "Connect to Redshift clusters and workgroups.",
    ["Provisioned clusters and Serverless"],
    ["AWS"],
  ),
  soon(
    "databricks",
    "Databricks",
    "Data Warehouse",
    "Connect to catalogs of a Databricks workspace.",
    ["Unity Catalog, through a SQL warehouse"],
    ["Spark", "lakehouse"],
  ),
  soon("clickhouse", "ClickHouse", "Data Warehouse", "Connect to ClickHouse databases.", ["ClickHouse Cloud and servers of your own"]),
  soon(
    "azure-blob",
    "Azure Blob Storage",
    "Cloud Storage",
    "Connect to Blob Storage containers with data files.",
    ["Containers of a storage account"],
    ["Microsoft", "ADLS", "bucket"],
  ),
]
