"use client"

import { later } from "@/components/ui/later"

// Every page of an organization carries these along, and hardly any shows one: a name each, and their code when it is wanted.
export const NothingByAddress = later(() => import("./refusal-screens").then((screens) => screens.NothingByAddress))
export const AskAKeeper = later(() => import("./refusal-screens").then((screens) => screens.AskAKeeper))
