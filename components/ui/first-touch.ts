const signs = ["pointermove", "pointerdown", "keydown"]

/** Acts once somebody is there: a pointer moves, a finger comes down, a key is pressed. Answers the way to wait no longer. */
export function onFirstTouch(act: () => void): () => void {
  const over = new AbortController()
  const touched = () => {
    over.abort()
    act()
  }
  for (const sign of signs) window.addEventListener(sign, touched, { signal: over.signal, passive: true, capture: true })
  return () => over.abort()
}
