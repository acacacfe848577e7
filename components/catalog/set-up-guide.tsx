import Link from "next/link"
import type { ReactNode } from "react"
import { Section } from "@/components/ui/card"
import { CodeBlock } from "@/components/ui/code-block"
import { paths } from "@/lib/base/paths"
import type { Guide, Manifest } from "@/lib/connectors/connector"

type SetUpGuideProps = { slug: string; platform: Manifest; guide: Guide; egress: readonly string[] }

/** From nothing to a connection that teams use, step by step. What is asked comes from the platform's own questions, so that it cannot fall behind the form. */
export function SetUpGuide({ slug, platform, guide: { steps, reaches }, egress }: SetUpGuideProps) {
  const { id, settings, methods, paste, capabilities } = platform
  const asked = Object.values(settings).filter(({ optional, input }) => !optional && input !== "made")
  const extra = Object.values(settings).filter(({ optional }) => optional)
  const [usual, ...others] = Object.values(methods)
  const keys = Object.values(usual?.fields ?? {})
  const before = steps.length + (reaches ? 1 : 0)
  return (
    <Section id="set-up-guide" title="Set-up guide" className="scroll-mt-6">
      <ol className="grid max-w-[72ch] gap-4">
        {steps.map(({ title, text, code }, at) => (
          <Step key={title} number={at + 1} title={title} code={code}>
            {text}
          </Step>
        ))}
        {reaches && (
          <Step number={before} title="Open the network">
            Patchbay dials {reaches}.{" "}
            {egress.length > 0
              ? `If a firewall or an IP allowlist stands in front, let in ${list([...egress])}.`
              : "If a firewall or an IP allowlist stands in front, ask your operator from which addresses Patchbay dials, and let them in."}
          </Step>
        )}
        <Step number={before + 1} title="Connect">
          <Link href={paths.newConnection(slug, { platform: id })} className="text-primary underline underline-offset-2">
            Start a connection
          </Link>
          , give it a descriptive name and fill in {list([...asked, ...keys].map(({ label }) => label))}
          {keys.length > 0 &&
            (paste || capabilities.dialect) &&
            `, or ${paste?.label.toLowerCase() ?? "paste a connection string"} and let the fields fill themselves`}
          .{others.length > 0 && ` To sign in in another way, choose ${either(others.map(({ label }) => label))} as the method.`}
          {extra.length > 0 && ` ${list(extra.map(({ label }) => label))} can be left empty.`}
        </Step>
        <Step number={before + 2} title="Wait for the checks">
          Save makes the connection; its checks run one by one, typically for 1–5 minutes. What is missing is named with the statement that
          grants it, and{" "}
          <a href="#errors" className="text-primary underline underline-offset-2">
            what each error means
          </a>{" "}
          stands below.
        </Step>
        <Step number={before + 3} title={capabilities.sharing ? "Select teams" : "Use it"}>
          {capabilities.sharing ? "Decide who may use it: all teams, only some, or none." : "It is not shared: only its owner uses it."}{" "}
          {capabilities.dialect ? "Its schema is then read every day." : "It is then checked every day, and jobs can use it."}
        </Step>
      </ol>
    </Section>
  )
}

function Step({ number, title, code, children }: { number: number; title: string; code?: string; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden="true"
        className="grid size-5.5 shrink-0 place-items-center rounded-sm border border-border font-semibold text-2xs text-muted-foreground"
      >
        {number}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-muted-foreground">{children}</p>
        {code && <CodeBlock code={code} label={title} wrap className="mt-2" />}
      </div>
    </li>
  )
}

const either = (names: string[]) => list(names).replace(/ and (?=[^,]*$)/, " or ")
const list = (names: string[]) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? ""))
