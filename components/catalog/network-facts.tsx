import { Section } from "@/components/ui/card"
import { CopyButton } from "@/components/ui/copy-button"

/** From where Patchbay dials, for the source's firewall. */
export function NetworkFacts({ egress, dials }: { egress: readonly string[]; dials: boolean }) {
  if (!dials)
    return (
      <Section title="Network">
        <p className="text-muted-foreground">No network is involved: the file is kept and read by Patchbay itself.</p>
      </Section>
    )
  return (
    <Section title="Addresses to allow">
      {egress.length === 0 ? (
        <p className="text-muted-foreground">
          If a firewall or an IP allowlist stands in front of the source, it must let Patchbay in. Ask your operator from which addresses
          Patchbay dials.
        </p>
      ) : (
        <>
          <p className="text-muted-foreground">If a firewall or an IP allowlist stands in front of the source, let these in:</p>
          <ul className="mt-1.5">
            {egress.map((address) => (
              <li key={address} className="flex items-center gap-1 font-mono text-xs">
                {address} <CopyButton text={address} label={`Copy ${address}`} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
