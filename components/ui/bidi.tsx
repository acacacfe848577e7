const names: Record<string, string> = {
  "\u00ad": "soft hyphen",
  "\u061c": "Arabic letter mark",
  "\u200b": "zero-width space",
  "\u200e": "left-to-right mark",
  "\u200f": "right-to-left mark",
  "\u202a": "left-to-right embedding",
  "\u202b": "right-to-left embedding",
  "\u202c": "end of direction",
  "\u202d": "left-to-right override",
  "\u202e": "right-to-left override",
  "\u2060": "word joiner",
  "\u2066": "left-to-right isolate",
  "\u2067": "right-to-left isolate",
  "\u2068": "first strong isolate",
  "\u2069": "end of isolate",
  "\ufeff": "byte order mark",
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be made visible
const hidden = /([\u0000-\u0008\u000b-\u001f\u007f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])/

const codeOf = (sign: string) => `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`

/** Text from outside. It cannot turn its neighbours around, and what it hides is shown as a mark. */
export function Bidi({ text, className }: { text: string; className?: string }) {
  const parts = text.split(hidden)
  return (
    <bdi data-slot="bidi" className={className}>
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
            key={index}
            title={names[part] ?? "control character"}
            className="rounded-sm bg-warn-bg px-0.5 font-mono text-2xs text-warn"
          >
            {codeOf(part)}
          </span>
        ),
      )}
    </bdi>
  )
}
