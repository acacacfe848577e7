import { CodeBlock } from "@/components/ui/code-block"

export type Support = { mail?: string; web?: string }

/** The way to tell the people who run this Patchbay what does not work. */
export function Feedback({ support, about }: { support: Support; about: string }) {
  return (
    <div className="max-w-[80ch] space-y-3">
      <p>
        This is a young product with rough edges, and it gets better by being told where. Say what you did, what you expected and what
        happened. Never put a password or a key into it.
      </p>
      {support.mail && (
        <p>
          Write to{" "}
          <a className="text-primary underline underline-offset-2" href={`mailto:${support.mail}?subject=Patchbay`}>
            {support.mail}
          </a>
          .
        </p>
      )}
      {support.web && (
        <p>
          Tell it at{" "}
          <a className="text-primary underline underline-offset-2" href={support.web} rel="noreferrer">
            {support.web}
          </a>
          .
        </p>
      )}
      {!support.mail && !support.web && <p>Send this text to the person who runs Patchbay for you.</p>}
      <CodeBlock
        label="Text to send"
        code={`What I did:\n\nWhat I expected:\n\nWhat happened:\n\nReference shown beside the error, if any:\n\n${about}`}
      />
    </div>
  )
}
