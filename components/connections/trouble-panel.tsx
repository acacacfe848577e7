import Link from "next/link"
import { ActionButton } from "@/components/ui/action-button"
import { Banner } from "@/components/ui/banner"
import { type Fact, Facts } from "@/components/ui/facts"
import { RelativeTime } from "@/components/ui/relative-time"
import type { Action } from "@/components/ui/use-action"
import type { ConnectionId } from "@/lib/base/ids"
import { paths } from "@/lib/base/paths"
import type { ConnectionDetail } from "@/lib/connections/model"
import type { TroubleFacts } from "@/lib/connections/trouble"
import { deedWords, neighbourWords, type Trouble } from "./trouble"

type TroublePanelProps = {
  slug: string
  connection: ConnectionDetail
  trouble: Trouble
  /** Absent for those who may not know hosts and accounts. */
  facts?: TroubleFacts
  recheck?: Action<{ connectionId: ConnectionId }, unknown>
}

const link = "text-primary underline underline-offset-2"

/** The entry of the troubleshooting that fits, where it fits: what is known of this very connection, three things to check, and what to do next. */
export function TroublePanel({ slug, connection, trouble, facts, recheck }: TroublePanelProps) {
  const { id, tone, title, checks, next } = trouble
  return (
    <Banner tone={tone} title={title}>
      <div className="mt-2 grid gap-3">
        {facts && <Facts facts={known(connection, trouble, facts)} />}
        <div>
          <p className="font-medium">Three things to check</p>
          <ol className="mt-1 list-decimal space-y-0.5 pl-5">
            {checks.map((check) => (
              <li key={check}>{check}</li>
            ))}
          </ol>
        </div>
        <p>
          <span className="font-medium">Next: </span>
          {next}
        </p>
        {recheck && (
          <div>
            <ActionButton label="Re-check" action={recheck} input={{ connectionId: connection.id }} done="The checks run again." />
          </div>
        )}
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          <Link href={paths.platformErrors(slug, connection.platform)} className={link}>
            What each error of {connection.platformName} means
          </Link>
          <Link href={`${paths.help(slug)}#${id}`} className={link}>
            Troubleshooting
          </Link>
        </p>
      </div>
    </Banner>
  )
}

function known(
  { locator, statusSince, status }: ConnectionDetail,
  { failed }: Trouble,
  { account, place, lastGoodAt, changes, neighbours }: TroubleFacts,
): Fact[] {
  const compared = neighbourWords(neighbours)
  return [
    ...(account ? [{ term: "Account", value: <bdi>{account}</bdi>, mono: true }] : []),
    { term: "Place", value: <bdi>{place ?? locator}</bdi>, mono: true },
    { term: `${status} since`, value: <RelativeTime at={statusSince} /> },
    ...(failed ? [{ term: "Failed check", value: `${failed.title}: ${failed.message}` }] : []),
    { term: "Last good check", value: lastGoodAt ? <RelativeTime at={lastGoodAt} /> : "None yet: it has never passed its checks." },
    { term: "Changed since", value: changes.length === 0 ? "Nothing in Patchbay: look at the source." : <Changes changes={changes} /> },
    ...(compared ? [{ term: "Others there", value: compared }] : []),
  ]
}

function Changes({ changes }: Pick<TroubleFacts, "changes">) {
  return (
    <ul>
      {changes.map(({ at, verb, by }) => (
        <li key={`${at} ${verb}`}>
          {deedWords(verb)} by <bdi>{by}</bdi>, <RelativeTime at={at} />
        </li>
      ))}
    </ul>
  )
}
