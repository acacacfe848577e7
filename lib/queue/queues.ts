/** Every queue, made by the owner's role when the database is provisioned; the processes may only use them. */
const watched = { retryLimit: 2, retryDelay: 2, retryBackoff: true, heartbeatSeconds: 10, expireInSeconds: 20 * 60, notify: true } as const

export const queues = [
  { name: "connection.validate", options: watched },
  { name: "connection.refreshSchema", options: watched },
  { name: "connection.checkHealth", options: watched },
  { name: "connection.forget", options: watched },
  { name: "connection.sweep", options: watched },
  { name: "query.fetch", options: watched },
  { name: "job.run", options: { ...watched, expireInSeconds: 7 * 60 * 60 } },
  { name: "connection.carryOver", options: watched },
  { name: "mail.send", options: watched },
] as const
