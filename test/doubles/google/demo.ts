import { googleAccounts } from "./accounts"

/** Google has one sign-in for all of its platforms: doubles that run beside each other share it. */
export const demoAccounts = googleAccounts()
