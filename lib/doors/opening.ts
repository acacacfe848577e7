import "server-only"
import { headers } from "next/headers"

/** Whether the browser opens this page, and does not come to it from another page of ours. */
export const isOpening = async (): Promise<boolean> => (await headers()).get("sec-fetch-dest") !== "empty"
