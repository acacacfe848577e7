/** The first stop of the Tab key on every page. */
export function SkipLink() {
  return (
    <a
      data-slot="skip-link"
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md border border-input bg-popover px-3 py-1.5 max-md:py-3 font-medium focus:translate-y-0 focus:shadow-float"
    >
      Skip to content
    </a>
  )
}
