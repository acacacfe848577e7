import type { Plan } from "./connection-plans"

type Login = [name: string, description: string, schemas: string]

const consumer: Login[] = [
  ["Shop events feed", "What exports to other tools are made from.", "web"],
  ["Consents register", "Who may be mailed, and since when.", "crm"],
  ["Store orders", "Orders of the stores, for the weekly report.", "sales"],
  ["Returns desk", "Orders that came back.", "sales"],
  ["Gift cards", "Bought and redeemed.", "sales"],
  ["Newsletter readers", "Opens and clicks.", "web"],
  ["Web sessions", "Visits to the shop.", "web"],
  ["Customer care", "Customers as care sees them.", "crm"],
]
const business: Login[] = [
  ["Wholesale orders", "Orders of companies.", "sales"],
  ["Key accounts", "The companies that buy most.", "crm"],
  ["Invoices", "Open and paid.", "finance"],
  ["Credit limits", "Who may buy on account.", "finance"],
  ["Trade fairs", "Visitors of the stands.", "web"],
  ["Price lists", "What each company pays.", "sales"],
  ["Partner portal", "What partners look at.", "web"],
  ["Sales regions", "Who looks after which company.", "crm"],
]
const hooks: [place: string, name: string, description: string][] = [
  ["order-desk", "Order desk", "Takes the audiences that are called back."],
  ["slow-desk", "Mail house", "Prints letters. Takes its time for each batch."],
  ["closed-desk", "Call center", "Closed since the contract ended."],
  ["loyalty-desk", "Loyalty partner", "Takes the members of the programme."],
  ["survey-desk", "Survey panel", "Invited once a quarter."],
]

// Granted to no team: each is the login of one report, and a marketer's picker stays short.
const logins = (role: string, made: Login[]): Plan[] =>
  made.map(([name, description, schemas], at) => ({
    house: "acme",
    by: at % 2 === 0 ? "admin" : "owner",
    name,
    description,
    role,
    schemas,
    teams: [],
  }))

/** The rest of the thirty: a login for each report, and the receivers of exports. */
export const morePlans: Plan[] = [
  ...logins("consumer_reader", consumer),
  ...logins("business_reader", business),
  ...hooks.map(([hook, name, description]): Plan => ({ house: "acme", by: "admin", name, description, hook, teams: [] })),
]
