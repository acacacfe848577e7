import { notFound } from "next/navigation"

/** An address that no page has is told so inside the console, with the rail beside it. */
export default function MissingPage() {
  notFound()
}
