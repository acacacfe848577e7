import { headers } from "next/headers"
import { listed } from "../listed"

/** The rows as a table and nothing else. */
export default async function Page() {
  const rows = await listed((await headers()).get("cookie") ?? "")
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <b>{row.name}</b> {row.locator}
            </td>
            <td>{row.platform}</td>
            <td>{row.type}</td>
            <td>{row.status}</td>
            <td>{row.grants.map(({ principal, name }) => name ?? principal).join(", ")}</td>
            <td>{String(row.schema_refreshed_at)}</td>
            <td>{String(row.created_at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
