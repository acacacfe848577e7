import Link from "next/link"
import { NetworkFacts } from "@/components/catalog/network-facts"
import { Banner } from "@/components/ui/banner"
import { Section } from "@/components/ui/card"
import { CodeBlock } from "@/components/ui/code-block"
import { paths } from "@/lib/base/paths"
import type { Manifest } from "@/lib/connectors/connector"
import { scriptWith } from "./script"

const recommended = {
  tables: "Use a dedicated read-only account, never a person's own.",
  tool: "Use a dedicated key or app with the least rights, read-only where the tool offers it, never a person's own.",
}

/** What must be true at the source, said before a credential is typed. */
export function BeforeYouType({ manifest: { dials, permissions, capabilities } }: { manifest: Manifest }) {
  if (!dials) return null
  const needed = permissions.filter(({ required }) => required)
  return (
    <Banner tone="info" title={capabilities.dialect ? recommended.tables : recommended.tool}>
      It needs {needed.length === 1 ? "this permission" : "these permissions"}, and nothing else:
      <ul className="mt-1 list-disc pl-4">
        {needed.map(({ name, neededFor }) => (
          <li key={name}>
            <strong className="font-medium">{name}</strong>, for {neededFor}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

const usual = { title: "Run this at the source", lead: "It makes a user that can read and nothing else, with the names that you type." }
const ofFile = { title: "About the file", lead: undefined }

type SourceSideProps = {
  slug: string
  manifest: Manifest
  method: string
  settings: Record<string, string>
  keys: Record<string, string>
  egress: readonly string[]
}

/** Beside the form: what to run at the source, with the names that were typed, and whom to let in. */
export function SourceSide({ slug, manifest, method, settings, keys, egress }: SourceSideProps) {
  const { id, name, dials, capabilities, scriptWords: words = dials ? usual : ofFile } = manifest
  const text = scriptWith(manifest, method, { settings, keys })
  return (
    <aside aria-label={`At the source: ${name}`} className="grid min-w-0 gap-8">
      <Section title={words.title}>
        {words.lead && <p className="pb-2 text-muted-foreground">{words.lead}</p>}
        <CodeBlock
          code={text}
          label={!dials ? "Making a file" : capabilities.dialect ? "Least-privilege script" : "With the least rights"}
          copyLabel={dials && capabilities.dialect ? "Copy script" : "Copy"}
          wrap
        />
      </Section>
      <NetworkFacts egress={egress} dials={dials} />
      <ul className="grid gap-1">
        {[
          { href: paths.platformGuide(slug, id), words: `Set-up guide for ${name}` },
          { href: paths.platformErrors(slug, id), words: "What each error means" },
        ].map(({ href, words }) => (
          <li key={href}>
            <Link href={href} target="_blank" className="text-primary underline underline-offset-2">
              {words}
              <span className="sr-only"> (opens in a new tab)</span>
            </Link>
          </li>
        ))}
      </ul>
    </aside>
  )
}
