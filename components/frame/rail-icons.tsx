/**
 * What an entry is marked with in the narrow rail. The shapes lie in one file that the browser keeps (`npm run icons` writes it): where the
 * rail is wide nobody sees them, and every page would carry them.
 */
export const RailIcon = ({ name = "other" }: { name?: string }) => (
  <svg data-slot="rail-icon" aria-hidden="true" className="rail-icon">
    <use href={`/rail.svg#${name}`} />
  </svg>
)
