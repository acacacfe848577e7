import type { Keeper } from "@/lib/members/keepers"

/** Whom to ask for a connection. It names no connection, because none may be known. */
export function AskKeepers({ what = "An audience", keepers }: { what?: string; keepers: readonly Pick<Keeper, "name" | "email">[] }) {
  return (
    <>
      <p>{what} needs a connection that is shared with your team. These people can share one:</p>
      <ul className="mt-2 space-y-1">
        {keepers.slice(0, 5).map(({ name, email }) => (
          <li key={email}>
            <bdi>{name}</bdi>{" "}
            <a href={`mailto:${email}`} className="text-primary underline underline-offset-2">
              {email}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
