import "server-only"
import { may } from "@/lib/access/permissions"
import type { Verb } from "@/lib/access/verb"
import { currentContext } from "./context"
import { answer } from "./read"

/** For screens: is there any point in showing the button? The verb asks again when it is said. */
export const allows = async (verb: Verb<never, unknown>): Promise<boolean> => may((await answer(currentContext)).actor.role, verb.verb)
