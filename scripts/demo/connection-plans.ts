import type { Houses } from "./people"

export type Plan = {
  house: keyof Houses
  by: string
  name: string
  description: string
  /** The login at one of the demo's databases; absent for a receiver of exports, which is at `hook`. */
  role?: string
  schemas?: string
  hook?: string
  teams?: string[]
  private?: true
  /** What happened to it after it was connected. */
  afterwards?: "password changes" | "worker dies" | "retired" | "disconnected" | "key ends soon" | "lent to clients"
}

/** What the demo connects, by whom, and what happened to it since. */
export const plans: Plan[] = [
  {
    house: "acme",
    by: "admin",
    name: "Consumer cloud",
    description: "Shoppers, their orders and what they looked at.",
    role: "consumer_reader",
  },
  {
    house: "acme",
    by: "admin",
    name: "Business cloud",
    description: "Companies that buy in bulk.",
    role: "business_reader",
    schemas: "crm, sales, web",
    teams: ["Business"],
  },
  {
    house: "acme",
    by: "owner",
    name: "Business finance",
    description: "Invoices. Its user may not enter the schema yet.",
    role: "business_finance",
    schemas: "finance",
  },
  {
    house: "acme",
    by: "admin",
    name: "Consumer web events",
    description: "Only what happened on the web site.",
    role: "consumer_web",
    schemas: "web",
  },
  {
    house: "acme",
    by: "admin",
    name: "Loyalty archive",
    description: "Its password was changed at the source.",
    role: "consumer_loyalty",
    schemas: "crm",
    afterwards: "password changes",
  },
  {
    house: "acme",
    by: "owner",
    name: "Partner feed",
    description: "Its first check never came to an end.",
    role: "consumer_reader",
    schemas: "crm",
    afterwards: "worker dies",
  },
  {
    house: "acme",
    by: "owner",
    name: "Old CRM",
    description: "Replaced by Business cloud.",
    role: "business_reader",
    schemas: "crm",
    afterwards: "retired",
  },
  {
    house: "acme",
    by: "editor",
    name: "Edith's sandbox",
    description: "Private: nobody else may use it.",
    role: "consumer_reader",
    schemas: "sales",
  },
  {
    house: "acme",
    by: "admin",
    name: "Spring campaign",
    description: "Disconnected when the campaign ended. It can be restored for 30 days.",
    role: "consumer_reader",
    schemas: "web",
    afterwards: "disconnected",
  },
  {
    house: "acme",
    by: "editor2",
    name: "Edgar's trial",
    description: "Private. Its key ends in a few days.",
    role: "business_reader",
    schemas: "web",
    afterwards: "key ends soon",
  },
  {
    house: "northstar",
    by: "owner",
    name: "Agency benchmarks",
    description: "What the agency knows of all shoppers.",
    role: "consumer_reader",
    schemas: "web",
    afterwards: "lent to clients",
  },
  {
    house: "clientA",
    by: "admin",
    name: "Client A shop",
    description: "Orders of the client's own shop.",
    role: "consumer_reader",
    schemas: "sales",
  },
  {
    house: "clientA",
    by: "admin",
    name: "Clara's trial",
    description: "Private: nobody else may use it.",
    role: "consumer_reader",
    schemas: "crm",
    private: true,
  },
  { house: "globex", by: "owner", name: "Globex cloud", description: "The neighbour's own.", role: "globex_reader" },
]
