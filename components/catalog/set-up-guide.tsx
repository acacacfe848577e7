import Link from "next/link"
import type { ReactNode } from "react"
import { Section } from "@/components/ui/card"
import { paths } from "@/lib/base/paths"
import type { Manifest } from "@/lib/connectors/connector"

/** From nothing to a connection that teams use, step by step. Made from the platform's own questions, so that it cannot fall behind the form. */
export function SetUpGuide({ slug, platform }: { slug: string; platform: Manifest }) {
  const { id, name, dials, settings, methods, paste, firstSteps } = platform
  const asked = Object.values(settings).filter(({ optional, input }) => !optional && input !== "made")
  const extra = Object.values(settings).filter(({ optional }) => optional)
  const [usual, ...others] = Object.values(methods)
  const keys = Object.values(usual?.fields ?? {})
  const before = firstSteps?.length ?? 2
  return (
    <Section id="set-up-guide" title="Set-up guide" className="scroll-mt-6">
      <ol className="grid max-w-[72ch] gap-4">
        {firstSteps ? (
          firstSteps.map(({ title, text }, at) => (
            <Step key={title} number={at + 1} title={title}>
              {text}
            </Step>
          ))
        ) : dials ? (
          <>
            <Step number={1} title="Make a user of its own">
              Run the script above on {name} as somebody who may grant rights. It makes a user that can read and nothing else.
            </Step>
            <Step number={2} title="Let Patchbay in">
              If a firewall or an IP allowlist stands in front of the source, allow the addresses that Patchbay dials from.
            </Step>
          </>
        ) : (
          <>
            <Step number={1} title="Make the file">
              Write the tables that your teams need into one database file, and close it: a file that is open elsewhere cannot be read
              safely.
            </Step>
            <Step number={2} title="Bring it here">
              Upload it in the connect form, or ask the operator to put it into Patchbay's folder if it is large.
            </Step>
          </>
        )}
        <Step number={before + 1} title="Connect">
          <Link href={paths.newConnection(slug, { platform: id })} className="text-primary underline underline-offset-2">
            Start a connection
          </Link>
          , give it a descriptive name and fill in {list([...asked, ...keys].map(({ label }) => label))}
          {keys.length > 0 && `, or ${paste?.label.toLowerCase() ?? "paste a connection string"} and let the fields fill themselves`}.
          {others.length > 0 && ` To sign in in another way, choose ${either(others.map(({ label }) => label))} as the method.`}
          {extra.length > 0 && ` ${list(extra.map(({ label }) => label))} can be left empty.`}
        </Step>
        <Step number={before + 2} title="Wait for the checks">
          Save makes the connection; its checks run one by one, typically for 1–5 minutes. What is missing is named with the statement that
          grants it.
        </Step>
        <Step number={before + 3} title="Select teams">
          Decide who may use it: all teams, only some, or none. Its schema is then read every day.
        </Step>
      </ol>
    </Section>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden="true"
        className="grid size-5.5 shrink-0 place-items-center rounded-sm border border-border font-semibold text-2xs text-muted-foreground"
      >
        {number}
      </span>
      <div className="min-w-0">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-muted-foreground">{children}</p>
      </div>
    </li>
  )
}

const either = (names: string[]) => list(names).replace(/ and (?=[^,]*$)/, " or ")
const list = (names: string[]) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? ""))
