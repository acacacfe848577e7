import "server-only"
import { AppError } from "@/lib/base/errors"

/** What is guessed first. Digits and signs around a word, and signs in place of letters, do not make it another word. */
const common = new Set(
  `password passwort motdepasse contrasena passw0rd pass passphrase changeme change letmein welcome welcometo admin administrator root
  toor guest user username default secret login logon signin master superman batman spiderman pokemon starwars matrix trustno iloveyou
  loveyou lovely princess sunshine shadow monkey dragon football baseball basketball soccer hockey tennis golf liverpool chelsea arsenal
  barcelona juventus yankees lakers cowboys steelers eagles michael jennifer jessica ashley daniel andrew joshua matthew thomas robert
  jordan hunter buster charlie george harley ranger killer soldier computer internet network server database oracle postgres mysql
  qwerty qwertyuiop qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qweasd qweasdzxc abc abcd abcde abcdef abcdefg abcdefgh
  summer winter spring autumn january february march april june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday hello whatever nothing everything freedom forever nothing testing test tester testtest temp temporary
  demo demodemo example sample mustang ferrari porsche corvette mercedes toyota honda yamaha harleydavidson diamond silver golden orange
  banana apple cheese cookie chocolate pepper ginger coffee flower rainbow butterfly angel angels jesus christ heaven blessed family
  hannah samantha nicole amanda melissa michelle patrick william richard maggie bailey buddy tigger snoopy mickey donald cocacola
  samsung google facebook twitter instagram linkedin microsoft windows android iphone company business office manager marketing`
    .split(/\s+/)
    .filter(Boolean),
)

const letters: Record<string, string> = { "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" }
const bare = (text: string) => text.toLowerCase().replace(/^[^a-z]+|[^a-z]+$/g, "")
const spelled = (text: string) => text.toLowerCase().replace(/[013457@$!]/g, (sign) => letters[sign] ?? sign)

const isRun = (text: string) => {
  const steps = new Set([...text].slice(1).map((sign, index) => sign.charCodeAt(0) - text.charCodeAt(index)))
  return steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1)
}
const isRepeated = (text: string) => /^(.{1,4})\1+.{0,3}$/s.test(text)

/** Refuses what is guessed first: common words, rows of keys, and what anybody knows of this person. */
export function refuseWeak(password: string, context: readonly string[] = []): void {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\d]+/gu, "")
  const known = context
    .flatMap((text) => [text, text.split("@")[0] ?? "", ...text.split(/[^\p{L}\d]+/u)])
    .map(plain)
    .filter((word) => word.length >= 4)
  const forms = [password.toLowerCase(), bare(password), bare(spelled(password)), spelled(bare(password)), spelled(password)]
  const refuse = (why: string) => {
    throw new AppError("invalid", "Choose another password.", { password: [why] })
  }
  if (forms.some((form) => common.has(form) || (form.length >= 4 && isRepeated(form) && common.has(form.slice(0, form.length / 2)))))
    refuse("This is one of the first that anybody would guess. Three or four unrelated words are better.")
  if (/^\d+$/.test(password) && password.length < 12) refuse("Digits alone are guessed quickly. Add some words.")
  if (isRun(password) || isRepeated(password)) refuse("A row of keys or a repeated part is guessed quickly.")
  if (forms.some((form) => [...known, "patchbay"].includes(plain(form))))
    refuse("This is only a name or an address that others know. Three or four unrelated words are better.")
}
