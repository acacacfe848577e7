const patience = 400
/** Long enough to cross the gap between a thing and its bubble. */
const grace = 100
/** Who has just read one word gets the next at once. */
const fluent = 300

const tipped = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null)
const isBubble = (target: EventTarget | null) => target instanceof Element && target.closest("[data-slot=tooltip]") !== null

/** Says which thing's word is to be shown. Escape, a press and scrolling take it away; the pointer may rest on the bubble itself. */
export function watchTips(show: (target: HTMLElement | undefined) => void): () => void {
  const over = new AbortController()
  const { signal } = over
  let shown: HTMLElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let hiddenAt = Number.NEGATIVE_INFINITY

  const set = (target: HTMLElement | undefined) => {
    clearTimeout(timer)
    if (shown && !target) hiddenAt = performance.now()
    if (shown !== target) show(target)
    shown = target
  }
  const soon = (target: HTMLElement | undefined, wait: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => set(target), wait)
  }
  const hear = <K extends keyof DocumentEventMap>(kind: K, act: (event: DocumentEventMap[K]) => void) =>
    document.addEventListener(kind, act, { signal, capture: true, passive: kind !== "keydown" })

  hear("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return
    const next = tipped(target)
    if (isBubble(target) || (next && next === shown)) return clearTimeout(timer)
    if (next) soon(next, shown || performance.now() - hiddenAt < fluent ? 0 : patience)
    else if (shown) soon(undefined, grace)
    else clearTimeout(timer)
  })
  hear("focusin", ({ target }) => {
    const next = tipped(target)
    if (next && next === target && next.matches(":focus-visible")) set(next)
  })
  hear("focusout", () => set(undefined))
  hear("pointerdown", ({ target }) => isBubble(target) || set(undefined))
  hear("click", ({ target }) => isBubble(target) || set(undefined))
  hear("scroll", ({ target }) => {
    if (shown && target instanceof Node && target.contains(shown)) set(undefined)
  })
  hear("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return
    // The first Escape takes the word away, the next one closes the window under it.
    event.stopPropagation()
    set(undefined)
  })
  return () => {
    over.abort()
    clearTimeout(timer)
  }
}
