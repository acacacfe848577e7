/** Of several addresses, the one that holds the path and says most about it. */
export const longestMatch = (path: string, places: readonly { href: string }[]) =>
  places
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0]
