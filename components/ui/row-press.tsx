/**
 * A row that opens (`.row-opens`) is not a control and says so to nobody; for a pointer it merely makes the name's link larger. Spoken in the
 * page itself, before its program is there: a press in the first moments is not lost.
 */
export const RowPress = ({ nonce }: { nonce: string | undefined }) => (
  <script nonce={nonce} suppressHydrationWarning>{`(${hearRows})()`}</script>
)

/** Goes to the browser as it stands here, so it may use nothing from outside itself. */
function hearRows() {
  addEventListener("click", ({ target, defaultPrevented, ctrlKey, metaKey, shiftKey }) => {
    if (!(target instanceof Element) || defaultPrevented) return
    if (target.closest("a, button, input, select, label, [role='button'], [role='menuitem']") || String(getSelection())) return
    const link = target.closest(".row-opens")?.querySelector(".name-cell a")
    link?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
  })
}
